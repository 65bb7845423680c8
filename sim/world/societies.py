"""What societies are like, beyond the record."""

from dataclasses import dataclass

from sim.setting import Bools, Floats, Ints
from sim.world.declare import counts, flags, floats

USUAL_GENDER_SHARE = 0.2  # in programmes when nobody has looked at it yet; judgement


@dataclass(frozen=True)
class Societies:
    """What societies are like, beyond the record."""

    # fmt: off
    consciousness: Floats = floats("RN", "share", "rights consciousness beyond what is usual")
    national_feeling: Floats = floats(
        "RN", "share", "backlash against foreign criticism beyond what is usual",
    )
    soothed: Floats = floats(
        "RN", "share", "of backlash taken off where rights are known as one's own",
    )
    owned: Floats = floats(
        "RN", "share", "of backlash taken off where demands quote the state's own law",
    )
    trust: Floats = floats(
        "RN", "share", "trust in one another and in what is read, beyond what is usual",
    )
    media_control: Floats = floats("RN", "share", "grip on media beyond the record")
    civic_space: Floats = floats("RN", "share", "room for associations, departure from the record")
    reforming: Floats = floats(
        "RN", "share", "of what is closed that a reforming government means to open, 0-1",
    )
    capability: Floats = floats(
        "RN", "share", "what groups have learnt to do with the room they gained or lost",
    )
    hidden: Floats = floats("RN", "share", "of mobilisation that runs in closed messages, 0-1")
    claims: Floats = floats("RN", "share", "petitions, complaints and suits beyond what is usual")
    detained: Floats = floats("RN", "share", "held for political reasons, of what is usual", 1.0)
    relief: Floats = floats(
        "RN", "points", "of rights that institutions keep from repression",
    )
    institutions: Floats = floats(
        "RN", "share", "protection of rights by institutions beyond the record",
    )
    administrative: Floats = floats(
        "RN", "share", "of repression that is administrative, not violent, 0-1",
    )
    perceived: Floats = floats(
        "RN", "points", "respect for rights as outsiders believe it to be, less what it is",
    )
    believed: Floats = floats(
        "RN", "points", "respect for rights, departure from the record, as outsiders believe it",
    )
    staleness: Floats = floats("RN", "quarters", "since outsiders last saw for themselves")
    shamed: Floats = floats("RN", "share", "public pressure on a state this quarter")
    supported: Floats = floats(
        "RN", "share", "pressure that domestic groups and third states make count",
    )
    partners: Floats = floats("RN", "share", "capacity of domestic groups beyond what is usual")
    local_share: Floats = floats(
        "R1", "share", "of what NGOs own and decide, handed to domestic groups beyond the usual",
    )
    lent: Floats = floats("RN", "share", "of that capacity, lent by support from outside")
    marginal: Floats = floats(
        "RN", "share", "capacity of groups of the marginalised beyond what is usual",
    )
    local_legitimacy: Floats = floats(
        "RN", "share", "of domestic groups at home, beyond what is usual",
    )
    network: Floats = floats("RN", "share", "ties between domestic groups and outsiders, 0-1")
    stage: Ints = counts(
        "RN", "", "of the spiral: 0 repression, 1 denial, 2 tactics, 3 prescription, 4 rule",
    )
    safe_practice: Floats = floats(
        "RN", "points", "practice on issues that threaten nobody, beyond the record",
    )
    graduates: Floats = floats("RN", "people", "with a degree in human rights")
    prosecutors: Floats = floats("RN", "people", "of the justice sector trained")
    curricula: Floats = floats("RN", "courses", "taught, with their textbooks")
    programmes: Floats = floats(
        "RN", "share", "of the usual work of foreign capacity builders that is under way, 0-1",
    )
    insider_reach: Floats = floats(
        "RN", "share", "of those whom they want to reach that capacity builders know, 0-1",
    )
    lapsed: Bools = flags("R4", "a donor of their programmes has stopped paying")
    teachers: Floats = floats("RN", "people", "at universities who can teach human rights")
    gender_share: Floats = floats(
        "RN", "share", "of women and of their concerns in programmes", USUAL_GENDER_SHARE,
    )
    leading: Floats = floats("RN", "share", "of leading institutions with a pilot, 0-1")
    copied: Floats = floats("RN", "share", "of the other institutions that copied it, 0-1")
    safe_laws: Floats = floats("RN", "share", "of the laws in safe fields that is revised, 0-1")
    juvenile_custody: Floats = floats(
        "RN", "share", "of young suspects held before trial, relative to the usual", 1.0,
    )
    connectivity: Floats = floats("RN", "share", "of people online")
    reach: Floats = floats(
        "RN", "share", "of what could be read of rights online that NGOs bring, beyond the usual",
    )
    disinformation: Floats = floats("RN", "share", "of what is read online that misleads")
    literacy: Floats = floats("RN", "share", "of people who can tell")
    youth: Floats = floats("RN", "share", "of the young who are active", 0.1)
    efficacy: Floats = floats(
        "RN", "share", "belief of the young that they can change things, beyond what is usual",
    )
    projects: Floats = floats(
        "RN", "share", "the challenger's projects at work, of the most that a host can take",
    )
    host_support: Floats = floats(
        "RN", "share", "for the challenger's projects in a host country, beyond what is usual",
    )
    grievance: Floats = floats(
        "RN", "share", "unredressed harm of the challenger's projects, beyond what is usual",
    )
    # fmt: on
