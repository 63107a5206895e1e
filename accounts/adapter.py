"""What allauth asks of us: where a mobile number lives, how a code is sent, how a second factor is kept."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest
from django.utils.module_loading import import_string

from accounts.forms import MobileField
from accounts.models import User
from sealing.crypto import open_sealed, seal

UNSAID = frozenset({"account/messages/login_code_sent.txt", "account/messages/logged_in.txt"})
SECOND_FACTOR_CONTEXT = "mfa.authenticator.data"


class AccountAdapter(DefaultAccountAdapter):
    """Mobile numbers on the account; codes through the sender that settings name."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Shut: the one door (`accounts.views.EnterView`) opens accounts and signs in alike."""
        return False

    def get_login_stages(self) -> list[str]:
        """Without allauth's stage for numbers: it aborts the sign-in of colleagues, who have none, and a code
        that comes back has proven the number already."""
        return [stage for stage in super().get_login_stages() if not stage.endswith(".PhoneVerificationStage")]

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
        self.set_phone(user, phone, True)

    def get_user_by_phone(self, phone: str) -> User | None:
        return User.objects.filter(mobile=phone, is_active=True).first()

    def send_verification_code_sms(self, user: AbstractBaseUser, phone: str, code: str, **kwargs: Any) -> None:
        send_code = import_string(settings.ACCOUNT_CODE_SENDER)
        send_code(phone, code)

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
