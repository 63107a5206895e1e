"""Where a request stands: what may be asked of it without a query."""

from typing import Any

from django.utils import timezone

from applications.enums import BEFORE_SUBMISSION, DECIDED, STOPPED, WITH_STAFF, WITHDRAWABLE, Status


class Standing:
    """The questions that pages and rules ask of a request."""

    status: Any
    waiting_since: Any
    due_on: Any
    submitted_at: Any

    @property
    def is_waiting(self) -> bool:
        """Whether the person is expected to act (R36)."""
        return self.waiting_since is not None

    @property
    def is_editable(self) -> bool:
        """Whether answers and papers may be changed by the person now."""
        return self.status in BEFORE_SUBMISSION or self.is_waiting

    @property
    def is_ready_to_sign(self) -> bool:
        """Whether the answers were checked, or completed after they were sent back: the signature is next."""
        return self.status == Status.AWAITING_DECLARATION or self.is_waiting

    @property
    def is_withdrawable(self) -> bool:
        return self.status in WITHDRAWABLE

    @property
    def is_overdue(self) -> bool:
        """Whether the present step should have been done by now; a waiting request never is."""
        return bool(
            self.status in WITH_STAFF and self.due_on and not self.is_waiting and self.due_on < timezone.localdate()
        )

    @property
    def is_at_committee(self) -> bool:
        return self.status == Status.COMMITTEE

    @property
    def is_being_matched(self) -> bool:
        return self.status == Status.VERIFYING and not self.is_waiting

    @property
    def is_new(self) -> bool:
        return self.status == Status.SUBMITTED

    @property
    def is_being_studied(self) -> bool:
        return self.status == Status.RESEARCH and not self.is_waiting

    @property
    def is_stopped(self) -> bool:
        """Withdrawn by the person or lapsed by the clock: one may apply again."""
        return self.status in STOPPED

    @property
    def is_decided(self) -> bool:
        return self.status in DECIDED

    @property
    def is_with_staff(self) -> bool:
        return self.status in WITH_STAFF

    @property
    def is_withdrawn(self) -> bool:
        return self.status == Status.WITHDRAWN

    @property
    def was_submitted(self) -> bool:
        return self.submitted_at is not None
