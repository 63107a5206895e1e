"""The first pages in English, by the slug of their Arabic original."""

from home.demo.writing import (
    Block,
    Rows,
    asked,
    facts,
    guide_steps,
    heading,
    listed,
    notice,
    paragraphs,
    points,
    steps,
    text,
)
from services.enums import QuestionKind

# slug: (fields, rows). What is not named here stays as in Arabic: icons, channels, what is required.
English = tuple[dict[str, object], dict[str, Rows]]

SEVEN_STEPS = guide_steps(
    ("Welcome and answers", "We greet you and answer every question."),
    ("Complete information", "You give us what the service needs."),
    ("Matching and explaining", "We check your data and explain what is unclear."),
    ("Your declaration", "You review your data and confirm it is true."),
    ("The committee's study", "The committee studies your request and replies."),
    ("Registration", "You complete what is left and your file opens."),
    ("The service", "You receive the service and confirm it."),
)

FRONT: English = (
    {
        "title": "Home",
        "summary": "Read the guide, apply from your phone and follow each step.",
        "hero_title": "How can we serve you today?",
        "search_hint": "Search: support, Umrah, Arabic lessons…",
        "steps_title": "How we serve you: seven steps",
        "steps_intro": "From the first question until the service reaches you. At each step you know what comes next.",
        "steps": SEVEN_STEPS,
        "volunteer_title": "An hour of yours matters",
        "volunteer_text": "Translation, teaching and organising have room for every skill.",
    },
    {"popular_links": [{"label": "Support request", "page": "support-request"}]},
)

CATALOGUE: English = (
    {"title": "Services", "summary": "Choose your need and read the guide first. More guides are in Arabic."},
    {},
)

SUPPORT: English = (
    {
        "title": "Support request",
        "summary": "Apply from where you are, and follow your request until you get a reply.",
        "card_fact": "Online · 3 papers",
        "for_whom": paragraphs(
            "For families and individuals in need who live in our service area.",
            "You may apply for yourself or for your family.",
        ),
        "conditions": points(
            "You live in the service area: [[service area]].",
            "The need is covered by our support guide: [[kinds of support]].",
            "You confirm that your data is true. You are directly responsible for it.",
        ),
        "papers_note": paragraphs(
            "Upload a photo from your phone or a PDF. If you lack a paper, say why and go on.",
            "You type your identity number. We do not ask for a picture of it.",
        ),
        "steps": guide_steps(
            ("Answer a few questions", "One question on each page. Your answers are saved as you go."),
            ("Add your papers", "Take a photo of them if you like."),
            ("Review and declare", "Read all you wrote, then confirm that it is true."),
            ("We match your data", "If something is missing we tell you what, and until when."),
            ("The committee studies it", "You get a reply with its reason, whether yes or no."),
            ("We deliver", "If accepted, you complete registration and receive the service."),
        ),
        "promised_time": "Expect the reply at least two weeks after your request reaches the committee",
        "fees": "[[fees, if any]]",
        "where": "From your phone. You need not come unless we agree on a time",
    },
    {
        "fit_questions": [],
        "papers": [
            {"key": "family-card", "name": "Family register", "help_text": "It shows the family members you support."},
            {
                "key": "income-proof",
                "name": "Proof of income",
                "help_text": "A salary letter or the like, no older than three months.",
            },
            {
                "key": "housing-proof",
                "name": "Proof of housing",
                "help_text": "A lease, deed or bill in your name.",
            },
        ],
        "questions": [
            {
                "key": "household",
                "label": "How many people of your family live with you?",
                "help_text": "Count yourself too.",
                "kind": QuestionKind.NUMBER,
            },
            {
                "key": "housing",
                "label": "What is your housing?",
                "kind": QuestionKind.CHOICE,
                "choices": "Owned\nRented\nWith relatives\nFrom an employer\nOther",
            },
            {
                "key": "income",
                "label": "What is the family's total income in a month?",
                "help_text": "In riyals. Write zero if there is none.",
                "kind": QuestionKind.MONEY,
            },
            {
                "key": "need",
                "label": "What kind of support do you need?",
                "kind": QuestionKind.CHOICE,
                "choices": "Food\nRent\nBills\nTreatment\nEducation\nFurniture and appliances\nOther",
            },
            {
                "key": "description",
                "label": "Describe your need",
                "help_text": "In your own words. When did it begin, and what would ease it?",
                "kind": QuestionKind.LONG_TEXT,
            },
            {
                "key": "contact-time",
                "label": "When may we call you?",
                "kind": QuestionKind.CHOICE,
                "choices": "Morning\nNoon\nEvening\nAny time",
                "is_required": False,
            },
        ],
        "answers": asked(
            ("May I stop and go on later?", "Yes. Your answers are saved and wait for you."),
            ("What if you decline my request?", "You get the reason in writing, and until when you may object."),
        ),
    },
)

CONTACT_BODY: list[Block] = [
    text("You need not repeat your story when you change the channel. We keep one record and go on from there."),
    notice("Beware of impostors", "We never ask for your sign-in code or a password."),
    heading("Channels"),
]

CONTACT: English = (
    {
        "title": "Contact us",
        "summary": "Choose the channel that suits you. The same team answers all of them.",
        "body": CONTACT_BODY,
    },
    {},
)

HOW: English = (
    {
        "title": "How we serve you: seven steps",
        "summary": "What happens from your question until the service reaches you.",
        "body": [
            steps(
                ("Welcome and answers", "We receive you politely and answer what you ask. Take your time."),
                ("Complete information", "You give us the data and papers that the service needs."),
                ("Matching and explaining", "If a procedure is unclear, ask. The social research officer explains it."),
                ("Your declaration", "You confirm that your data is true. If you change it, you confirm again."),
                ("The committee's study", "Expect the reply after at least two weeks, with its reason."),
                ("Registration", "If accepted, you complete what is left and receive a file number."),
                ("The service", "We agree on time and place. Then we ask whether it reached you in full."),
            ),
            notice("If you disagree", "You may object before the date in the reply. Other members then look at it."),
        ],
    },
    {},
)

PRIVACY: English = (
    {
        "title": "Privacy notice",
        "summary": "What we keep about you, why, who sees it, and your rights.",
        "body": [
            heading("What we keep"),
            listed(
                "Contact data: name, mobile number and language.",
                "Your request: your answers and papers.",
                "Sensitive data such as health, only where the service needs it.",
            ),
            heading("Who sees it"),
            text("The colleague in charge, then the committee. Nobody else without your consent or the law."),
            facts(("Kept for", "[[retention period]]")),
            heading("Your rights"),
            listed("To know what we keep.", "To get a copy.", "To correct it.", "To have it deleted."),
        ],
    },
    {},
)


FAQ: English = ({"title": "Frequent questions", "summary": "Short answers to what we are asked most."}, {})


def _question(asked: str, answer: str) -> English:
    return {"title": asked, "answer": paragraphs(answer)}, {}


QUESTIONS: dict[str, English] = {
    "faq-registration": ({"title": "Registration"}, {}),
    "open-account": _question("How do I open an account?", "Type your mobile number, then the code that you receive."),
    "apply-from-home": _question("Must I come in person?", "No. You apply, upload and sign from your phone."),
    "faq-papers": ({"title": "Papers"}, {}),
    "identity-picture": _question("Do I upload my identity card?", "No. You type the number only."),
    "faq-time": ({"title": "Time"}, {}),
    "reply-time": _question("When do I get a reply?", "At least two weeks after your request reaches the committee."),
    "faq-refusal": ({"title": "Refusal and objection"}, {}),
    "reason-of-refusal": _question("Do you tell me why you declined?", "Yes, in writing, and how to object."),
    "faq-misconceptions": ({"title": "Misconceptions"}, {}),
    "bad-rating-harms": _question("A bad rating harms my request.", "Not so. Whoever served you does not see it."),
}

ENGLISH: dict[str, English] = {
    "front": FRONT,
    "services": CATALOGUE,
    "support-request": SUPPORT,
    "faq": FAQ,
    **QUESTIONS,
    "contact": CONTACT,
    "how-we-serve-you": HOW,
    "privacy": PRIVACY,
}
