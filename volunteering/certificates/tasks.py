"""Work on certificates that waits for the worker. Safe to run again; only keys are handed over."""

from django_tasks import task


@task()
def issue_everyones(opportunity: int | None, by: int) -> None:
    """Certify everyone with something to show, in an opportunity or in requests, in the name of whoever asked."""
    from accounts.models import User
    from volunteering.certificates.actions import issue_to_everyone
    from volunteering.models import OpportunityPage

    of = OpportunityPage.objects.get(pk=opportunity) if opportunity else None
    issue_to_everyone(of, by=User.objects.get(pk=by))
