"""What allauth asks of us: where a mobile number lives, how a code is sent, how a second factor is kept."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ReauthenticationRequired
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from accounts.codes import send_code
from accounts.enums import Address
from accounts.forms import MobileField
from accounts.limits import COOKIE, TooMany, count_guess, take_back_guess
from accounts.models import User
from accounts.rules import has_lock, is_fresh
from accounts.security import note_factor, remember_device
from sealing.crypto import open_sealed, seal

UNSAID = frozenset(
    {
        "account/messages/login_code_sent.txt",
        "account/messages/logged_in.txt",
        "account/messages/email_confirmed.txt",
    }
)
SECOND_FACTOR = "allauth.mfa.stages.AuthenticateStage"
DEVICE_LIVES = 365 * 24 * 3600  # seconds
SECOND_FACTOR_CONTEXT = "mfa.authenticator.data"


class AccountAdapter(DefaultAccountAdapter):
    """Mobile numbers on the account; codes through the sender that settings name."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Shut: the one door (`accounts.views.EnterView`) opens accounts and signs in alike."""
        return False

    def get_login_stages(self) -> list[str]:
        """Without allauth's stage for numbers: it aborts the sign-in of colleagues, who have none, and a code
        that comes back has proven the number already. The second step is ours."""
        stages = [stage for stage in super().get_login_stages() if not stage.endswith(".PhoneVerificationStage")]
        return ["accounts.stages.SecondFactorStage" if stage == SECOND_FACTOR else stage for stage in stages]

    def phone_form_field(self, **kwargs: Any) -> MobileField:
        return MobileField(**kwargs)

    def get_phone(self, user: AbstractBaseUser) -> tuple[str, bool] | None:
        if not isinstance(user, User) or not user.mobile:
            return None
        return user.mobile, user.mobile_proven_at is not None

    def set_phone(self, user: AbstractBaseUser, phone: str, verified: bool) -> None:
        assert isinstance(user, User)
        user.mobile = phone
        if verified:
            user.prove_mobile()
        user.save(update_fields=["mobile", "mobile_proven_at"])

    def set_phone_verified(self, user: AbstractBaseUser, phone: str) -> None:
        """Only the number that the account has: a code may come back after another took its place."""
        if isinstance(user, User) and user.mobile == phone:
            self.set_phone(user, phone, True)

    def get_user_by_phone(self, phone: str) -> User | None:
        return User.objects.filter(mobile=phone, is_active=True).first()

    def send_verification_code_sms(self, user: AbstractBaseUser, phone: str, code: str, **kwargs: Any) -> None:
        send_code(Address.MOBILE, phone, code)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """A code, by the outbox. allauth has no other letter to send here: the rest is told by `accounts.security`."""
        if "code" in context:
            send_code(Address.EMAIL, email, context["code"])

    def send_notification_mail(
        self,
        template_prefix: str,
        user: AbstractBaseUser,
        context: dict[str, Any] | None = None,
        email: str | None = None,
    ) -> None:
        """allauth tells of a second step that was added or removed, on pages and front ends alike."""
        if template_prefix.startswith("mfa/") and isinstance(user, User):
            note_factor(user, template_prefix.rpartition("/")[2])

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Count the guess. Codes stay open to the owner, and a known device has a count of its own."""
        try:
            count_guess(request, _login_of(credentials))
        except TooMany as fault:
            raise ValidationError(wait_words(fault), code="too_many") from fault

    def authenticate(self, request: HttpRequest, **credentials: Any) -> AbstractBaseUser | None:
        user: AbstractBaseUser | None = super().authenticate(request, **credentials)
        if user is not None:
            take_back_guess(request, _login_of(credentials))
        return user

    def get_reauthentication_methods(self, user: AbstractBaseUser | AnonymousUser) -> list[dict[str, Any]]:
        """A second factor where there is one, else the password; whoever has neither proves an address by a code."""
        methods = super().get_reauthentication_methods(user)
        factors = [method for method in methods if method["id"].startswith("mfa_")]
        if not isinstance(user, User) or has_lock(user):
            return factors
        others = [method for method in methods if method not in factors]
        return [*others, {"id": "code", "description": _("Use a code"), "url": reverse("account_prove")}, *factors]

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Not for some minutes after a proof of an address or a second factor, signing in included.

        After that it is asked for here: allauth itself would ask nothing of whoever has no password.
        """
        if not is_fresh(self.request):
            raise ReauthenticationRequired
        return False

    def post_login(self, request: HttpRequest, user: AbstractBaseUser, **kwargs: Any) -> HttpResponse:
        """Know the device from now on; the owner hears of a new one."""
        response: HttpResponse = super().post_login(request, user, **kwargs)
        assert isinstance(user, User)
        response.set_cookie(
            COOKIE,
            remember_device(user, request),
            max_age=DEVICE_LIVES,
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )
        return response

    def add_message(
        self, request: HttpRequest, level: int, message_template: str | None = None, *args: Any, **kwargs: Any
    ) -> None:
        """Leave out what the page says anyway, and the greeting that would read out an account's reference."""
        if message_template not in UNSAID:
            super().add_message(request, level, message_template, *args, **kwargs)


class SecondFactorAdapter(DefaultMFAAdapter):
    """Authenticator secrets lie sealed in the database."""

    def encrypt(self, text: str) -> str:
        return seal(text.encode(), context=SECOND_FACTOR_CONTEXT)

    def decrypt(self, encrypted_text: str) -> str:
        return open_sealed(encrypted_text, context=SECOND_FACTOR_CONTEXT).decode()

    def get_totp_issuer(self) -> str:
        return str(settings.WAGTAIL_SITE_NAME)

    def _get_site_name(self) -> str:
        return str(settings.WAGTAIL_SITE_NAME)

    def _get_user_identifier(self, user: AbstractBaseUser) -> str:
        """What the owner's own device calls the account."""
        return str(getattr(user, "email", None) or getattr(user, "mobile", None) or user)


def wait_words(fault: TooMany) -> str:
    """When to try again, and the way that stays open meanwhile."""
    told = ngettext(
        "This was tried many times. Wait %(minutes)d minute, or sign in with a code.",
        "This was tried many times. Wait %(minutes)d minutes, or sign in with a code.",
        fault.minutes,
    )
    return told % {"minutes": fault.minutes}


def _login_of(credentials: dict[str, Any]) -> str:
    return str(credentials.get("phone") or credentials.get("email") or credentials.get("username") or "").lower()[:254]
