"""The person's file: who someone is, household, means and papers, the ways to reach them, and what changed when."""

from people.models.agreement import Agreement, Published
from people.models.consent import Consent, GuardianLink, Guardianship
from people.models.contact import Contact
from people.models.helper import HELPER_PURPOSE, Helper
from people.models.history import FileChange
from people.models.household import HouseholdMember
from people.models.kin import Kinship
from people.models.means import BankAccount, Means
from people.models.merge import Distinct, Merge
from people.models.notices import Notice, NoticeChoice
from people.models.person import ADDRESS_PURPOSE, BIRTH_PURPOSE, IDENTITY_PURPOSE, MOBILE_PURPOSE, Person
from people.models.retention import Hold, RetentionLine, RetentionReport, RetentionSetting
from people.models.rights import Export, RightsRequest
from people.models.wallet import Document, DocumentFile, DocumentQuerySet

__all__ = [
    "ADDRESS_PURPOSE",
    "BIRTH_PURPOSE",
    "HELPER_PURPOSE",
    "IDENTITY_PURPOSE",
    "MOBILE_PURPOSE",
    "Agreement",
    "BankAccount",
    "Consent",
    "Contact",
    "Distinct",
    "Document",
    "DocumentFile",
    "DocumentQuerySet",
    "Export",
    "FileChange",
    "GuardianLink",
    "Guardianship",
    "Helper",
    "Hold",
    "HouseholdMember",
    "Kinship",
    "Means",
    "Merge",
    "Notice",
    "NoticeChoice",
    "Person",
    "Published",
    "RetentionLine",
    "RetentionReport",
    "RetentionSetting",
    "RightsRequest",
]
