"""`manage.py show_demo_signins`: who may sign in to the demo site, with the codes of this half minute."""

from typing import Any

from django.core.management.base import BaseCommand

from accounts.models import User
from home.demo.people import COLLEAGUES, NEIGHBOURS, PASSWORD, current_code


class Command(BaseCommand):
    help = "Print the sign-ins of the demo site with their current authenticator codes."

    def handle(self, *args: Any, **options: Any) -> None:
        standing = set(User.objects.values_list("email", flat=True))
        staff = [colleague for colleague in COLLEAGUES if colleague.email in standing]
        if not staff:
            self.stdout.write("There is no demo site here. Make one with: manage.py load_demo")
            return
        self.stdout.write(f"Staff, at /admin/ (password {PASSWORD}; the codes last half a minute, run this again):")
        for colleague in staff:
            roles = ", ".join(colleague.roles)
            self.stdout.write(f"  {colleague.email:42} code {current_code(colleague.email)}   {roles}")
        self.stdout.write(f"Applicants, at /accounts/login/code/ : any mobile, for example {NEIGHBOURS[0].mobile}")
        self.stdout.write("  The code of a text message appears in this console and at /dev/phone/")
