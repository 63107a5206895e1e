"""Work on certificates that waits for the worker. Safe to run again; only keys are handed over."""

from django_tasks import task


@task()
def issue_everyones(opportunity: int, by: int) -> None:
    """Certify everyone with approved hours in an opportunity, in the name of the colleague who asked."""
    from accounts.models import User
    from volunteering.certificates.actions import issue_to_everyone
    from volunteering.models import OpportunityPage

    issue_to_everyone(OpportunityPage.objects.get(pk=opportunity), by=User.objects.get(pk=by))
