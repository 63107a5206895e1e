"""What lies on the editors' desks: a draft with flaws, a page set for its hour, a policy that awaits a colleague."""

import io
from datetime import timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image, ImageDraw
from wagtail.models import Page
from wagtail.users.models import UserProfile

from accounts.models import User
from accounts.roles import Role
from content.models import ContentPage, SitePicture
from home.demo.writing import heading, text
from home.models import StandardPage
from policies.models import PolicyPage

NEWS, POLICY, DRAFT, SCHEDULED = "news", "beneficiary-relations-policy", "open-day", "reading-circle"
GREEN, PAPER, AMBER = (11, 93, 75), (251, 248, 242), (224, 165, 58)
LONG = (
    "يبدأ اللقاء بعد صلاة العصر في مقر الجمعية ويحضره من شاء من أهل الحي ومن المقيمين فيه "
    "ثم يجيب الزملاء عن أسئلة الحاضرين واحدًا بعد واحد حتى لا يبقى سؤال بلا جواب."
)


def build_desk(staff: dict[Role, User]) -> None:
    """Make what is missing; what an editor has since changed is left as it is."""
    news = Page.objects.filter(slug=NEWS, locale__language_code="ar").first()
    if news is None:
        return
    if not news.get_children().filter(slug=DRAFT).exists():
        _draft_with_flaws(news, staff[Role.EDITOR])
    if not news.get_children().filter(slug=SCHEDULED).exists():
        _page_at_its_hour(news, staff)
    _policy_awaiting_a_colleague(staff[Role.EDITOR], staff[Role.PUBLISHER])
    _reviews(staff[Role.PUBLISHER])


def _draft_with_flaws(news: Page, editor: User) -> None:
    unfinished = [
        heading("متى وأين"),
        text(LONG, "الموعد: [[موعد اللقاء]]."),
        text(f'اقرأ قبل أن تأتي <a linktype="page" id="{_gone(news)}">دليل الزيارة</a>.'),
    ]
    page = StandardPage(title="لقاء مفتوح مع أهل الحي", slug=DRAFT, live=False, body=unfinished, owner=editor)
    news.add_child(instance=page)
    page.save_revision(user=editor, log_action=True)


def _gone(news: Page) -> int:
    """The key of a page that was taken away again."""
    page = news.add_child(instance=StandardPage(title="دليل الزيارة", slug="visit-guide", live=False))
    key: int = page.pk
    page.delete()
    return key


def _page_at_its_hour(news: Page, staff: dict[Role, User]) -> None:
    picture = _picture(staff[Role.EDITOR])
    page = StandardPage(
        title="حلقة قراءة للجاليات",
        slug=SCHEDULED,
        live=False,
        summary="نقرأ معًا نصوصًا قصيرة، ونشرح معانيها بلغات الحاضرين.",
        body=[
            (
                "picture",
                {"image": {"image": picture, "decorative": False, "alt_text": picture.description}, "caption": ""},
            ),
            text("الحلقة لكل من يتعلم العربية. احضر متى شئت، ولا يلزمك تسجيل."),
        ],
        go_live_at=timezone.now() + timedelta(days=3),
        owner=staff[Role.EDITOR],
    )
    news.add_child(instance=page)
    page.save_revision(user=staff[Role.EDITOR], log_action=True).publish(user=staff[Role.PUBLISHER])


def _picture(editor: User) -> SitePicture:
    drawn = Image.new("RGB", (1500, 1000), PAPER)
    draw = ImageDraw.Draw(drawn)
    for x in range(0, 1500, 250):
        for y in range(0, 1000, 250):
            draw.regular_polygon((x + 125, y + 125, 95), 4, fill=GREEN)
            draw.regular_polygon((x + 125, y + 125, 95), 4, rotation=45, fill=GREEN)
            draw.ellipse((x + 95, y + 95, x + 155, y + 155), fill=AMBER)
    out = io.BytesIO()
    drawn.save(out, "JPEG", quality=92)
    file = SimpleUploadedFile("motif.jpg", out.getvalue(), "image/jpeg")
    return SitePicture.objects.create(
        title="زخرفة", description="زخرفة من نجوم خضراء ثمانية الرؤوس.", file=file, uploaded_by_user=editor
    )


def _policy_awaiting_a_colleague(editor: User, publisher: User) -> None:
    policy = PolicyPage.objects.filter(slug=POLICY, locale__language_code="ar", live=True).first()
    if policy is None or policy.has_unpublished_changes:
        return
    policy.summary = "كيف تعاملك الجمعية، وبأي قنوات، وبأي خطوات. عرض مبسط بلغة سهلة."
    policy.save_revision(user=editor, log_action=True)
    profile = UserProfile.get_for_user(publisher)
    wanted, profile.submitted_notifications = profile.submitted_notifications, False
    profile.save()  # The letter to whoever approves would land in the console of whoever loads the demo.
    policy.get_workflow().start(policy, editor)
    profile.submitted_notifications = wanted
    profile.save()


def _reviews(publisher: User) -> None:
    """Dates on which somebody reads a page again: one has passed, one is near, one is far."""
    days = {"about": -4, "privacy": 9, "volunteering": 200}
    for slug, distance in days.items():
        page = Page.objects.filter(slug=slug, locale__language_code="ar").specific().first()
        if isinstance(page, ContentPage) and page.review_on is None and not page.has_unpublished_changes:
            page.review_on = timezone.localdate() + timedelta(days=distance)
            page.save_revision(user=publisher).publish(user=publisher)
