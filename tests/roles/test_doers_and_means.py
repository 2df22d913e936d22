"""By whom and by what means: the plainest cases, in which no weight may go astray, and their bounds."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sayso.extract import Counted
from sayso.extract.doers.camps import Camps
from sayso.extract.doers.doers import by
from sayso.extract.doers.parties import parties
from sayso.extract.harmed.whom import whom
from sayso.extract.means import means
from sayso.lexicon import Reading
from sayso.records import Kind

Asked = Callable[..., tuple[Reading, list[Counted]]]

DOERS: list[tuple[str, Kind, str | None]] = [
    ("[Two] men were shot dead by Israeli forces on Monday.", "killed", "Israeli forces"),
    ("An Israeli air strike killed [six] people in the camp.", "killed", "Israeli"),
    ("[Three] villagers were killed in an attack by Boko Haram fighters.", "killed", "Boko Haram fighters"),
    (
        "The army began the war after the Tarsa attack. The Lumanian resistance group took [12] people captive.",
        "abducted",
        "Lumanian resistance group",
    ),
    ("An attack by gunmen on Idlib killed [12] farmers.", "killed", "gunmen"),
    ("A raid by the army on the village of Tarsa killed [12] farmers.", "killed", "army"),
    ("At least [12] killed in Goma strike – police", "killed", None),
    ("The mayor of Tarsa said that [two] outposts were captured.", "seized", None),
    ("Aru Ken, a local official, confirmed that [200] prisoners were released.", "released", None),
    ("Lumania said [two] outposts were captured by its troops.", "seized", "troops"),
    ("A bomb killed [12] people in Tarsa. Al-Shabaab claimed responsibility for it.", "killed", "Al-Shabaab"),
    ("A bomb killed [12] people in Tarsa. Al-Shabaab has not claimed responsibility.", "killed", None),
    ("A bombing killed [63] people in the city and was claimed by Al-Shabaab.", "killed", "Al-Shabaab"),
    ("The enemy shelled Tarsa. Our aviation carried out [14] strikes.", "attacks", None),
    ("Our troops held Tarsa. The enemy carried out [14] strikes.", "attacks", "enemy"),
    ("Physical violence: [23] civilians were killed in 11 incidents.", "killed", None),
    ("Lumanian forces launched 120 drones, of which [98] were shot down.", "intercepted", None),
    ("Men in army uniform killed [12] people.", "killed", None),
    ("LET PAN, Lumania - An air strike killed [12] people.", "killed", None),
    ("The arrests of suspected rebels have reached [6,976].", "detained", None),
    ("Moreover, [nine] patients were kidnapped in Sarwe.", "abducted", None),
    ("The governor said rebel forces lost [300] men in a day.", "killed", None),
    ("The Tarvik bombing last week killed [nine] people.", "killed", None),
    ("A PKK bombing killed [nine] people.", "killed", "PKK"),
    ("[Six] guards were hurt in a Belmont County shooting.", "injured", None),
    ("The bombings at embassies in Chad and Togo have killed [200] people.", "killed", None),
    ("Strikes on the areas of Zara and Odal killed [17] farmers.", "killed", None),
    ("A strike on Gaza City's Odal Hospital killed [40] people.", "killed", None),
    ("The twin bombings in Tarsa killed [nine] people.", "killed", None),
    (
        "Rebels bombed two towns. Soldiers raided a shop in Tarsa. They killed [two] men.",
        "killed",
        "Soldiers",
    ),
    ("[Three] soldiers died in an ambush attributed to the Kiva Front in Tarsa.", "killed", "Kiva Front"),
    ("At least [37] deaths have been recorded by the Ministry of Health.", "killed", None),
    ("Lumania is thought to have launched [50] missiles at the port.", "attacks", "Lumania"),
    ("[Two] men were killed by an undercover unit. Settlers burned six cars.", "killed", "unit"),
    ("The union accused police of killing [six] protesters.", "killed", "police"),
    ("[Two] villagers were beaten up by a mob.", "injured", "mob"),
    ("Gunmen disguised as soldiers killed [six] farmers.", "killed", "Gunmen"),
    ("Rebels claim to have killed [nine] guards.", "killed", "Rebels"),
    ("Gunmen looted the camp, where [11] children died of malnutrition.", "killed", None),
    ("The front put the army's losses at [40] dead.", "killed", None),
    ("The enemy launched nine raids. Losses of the occupiers amounted to [96] killed.", "killed", None),
    ("Overnight, [34] drones were shot down.", "intercepted", None),
    ("Most rockets fell at sea, and one killed [two] farmers.", "killed", None),
    ("Hezbollah has said it killed [three] soldiers.", "killed", "Hezbollah"),
    ("The Lumanian army reported it lost [21] soldiers in the valley.", "killed", None),
    ("[Seventy] people have been killed in Tarsa after gunmen killed two farmers.", "killed", None),
    ("[Seventy] people have been killed in Tarsa after gunmen opened fire on a crowd.", "killed", "gunmen"),
    ("[Two] vessels were seized with 32 people on board and taken to the port.", "seized", None),
    (
        "The war began with the assault by Kiva Front on southern Arden that killed [90].",
        "killed",
        "Kiva Front",
    ),
    ("Police arrested 17 people on Monday. [Three] men were shot dead in Tarsa.", "killed", None),
    (
        "The toll from Hamas's attack stands at 900. In two days [390] Palestinians were killed.",
        "killed",
        None,
    ),
    ("Gunmen shot two men. The city police said so. [Five] people of one family were shot.", "killed", None),
    (
        "A drone strike killed [eight] fighters. It hit a post, said Ko Min Lwin, who heads the monitor.",
        "killed",
        None,
    ),
    ("Rebels hold the valley near Sarwe. Air raids killed at least [ten] farmers there.", "killed", None),
    (
        "Rebel fighters in the north of Sarwe fired [nine] rockets at the town on Sunday.",
        "attacks",
        "Rebel fighters",
    ),
    ("In Jenin, Israeli forces killed [11] men and injured more than 80 people.", "killed", "Israeli forces"),
    ("Clashes between settlers and herders killed [nine] people.", "killed", None),
    ("More than [900] people have been killed in the besieged Lumanian territory.", "killed", None),
    (
        "Since the attack by Hamas fighters on the south, in which they killed [900] people, Israel has bombed Gaza.",
        "killed",
        "Hamas fighters",
    ),
    (
        "After rebels launched an attack, Israel's bombardment of the valley has razed roads and killed [900] people.",
        "killed",
        "Israel",
    ),
    ("Israel and Hamas have fought wars, most recently one that killed [260] Palestinians.", "killed", None),
    (
        "Hundreds of Palestinian prisoners held in Israeli jails and [50] captives held by Hamas are at home.",
        "detained",
        "Hamas",
    ),
    ("[Hundreds] of men are held in Israeli prisons.", "detained", "Israeli"),
    ("Israeli forces have arrested two men who are suspected of killing [three] people.", "killed", None),
    ("A Russian helicopter was shot down near Sarwe, killing all [five] people on board.", "killed", None),
    ("The army came to the town. [Two] Russian raids hit a market.", "attacks", "Russian"),
    ("Rebels took the town. Since 2011, more than [280,000] people have been killed.", "killed", None),
    (
        "After the Hamas attack, Israel launched a campaign in the strip, killing [900] people.",
        "killed",
        "Israel",
    ),
    ("A wave of raids by Hamas on October 7 killed more than [900] people.", "killed", "Hamas"),
    ("[Five] soldiers have been killed in a military plane crash over the sea.", "killed", None),
    (
        "Lumania promised to crush Hamas in response to its attacks in the south, which killed [900] people.",
        "killed",
        "Hamas",
    ),
    (
        "The Lumanian army said its guns struck the valley and its air defences had intercepted [two] drones.",
        "intercepted",
        "Lumanian army",
    ),
    (
        "Police arrested a man in a shooting on a bus in Sarwe's Old City that hurt [eight] people.",
        "injured",
        None,
    ),
    (
        "Air strikes by the US-led coalition targeting areas controlled by the Jarin group killed [21] farmers.",
        "killed",
        "US-led coalition",
    ),
    ("The army came. [Four] men have been killed, three by soldiers and one by a settler.", "killed", None),
    (
        "Four men have been killed, three at the hands of soldiers and [one] by a settler.",
        "killed",
        "settler",
    ),
    (
        "Four men have been killed, [three] at the hands of soldiers and one by a settler.",
        "killed",
        "soldiers",
    ),
    ("[91] people died in April. Of these, 52 were killed by soldiers.", "killed", None),
    (
        "In Nodin, witnesses told the group, soldiers went door to door and shot dead [44] people.",
        "killed",
        "soldiers",
    ),
    ("Air defence shot down [11] of 14 drones.", "intercepted", None),
    ("Gunmen on a motorcycle shot dead two nurses and [their] guard in Tarn.", "killed", "Gunmen"),
    ("Our teams responded to [46] attacks in the valley.", "attacks", None),
    ("Masked gunmen killed a baker. It brings the number killed so far this year to [188].", "killed", None),
    ("Troops raided the camp after the killing of [seven] women by a Lumanian.", "killed", "Lumanian"),
    ("The army came. [One] child had been beaten on the head and back by settlers.", "injured", "settlers"),
    (
        "Hamas fired rockets. Israel vowed to destroy Hamas and its air campaign has killed [900] people.",
        "killed",
        "Israel",
    ),
    ("[One] of the men killed – Amin Zoni – was a fighter.", "killed", None),
    ("Continuous bombing of the valley killed nearly [20] farmers.", "killed", None),
    ("Settlers have killed five herders this year. The army has killed at least [68].", "killed", "army"),
    ("More than [900] people were killed in Hamas's October 7 attacks on the south.", "killed", "Hamas"),
    (
        "Gunmen shot a guard. A week earlier [44] people were killed in a PKK attack in the port.",
        "killed",
        "PKK",
    ),
    ("[A] 30-year-old man surnamed Jiang has been arrested.", "detained", None),
    ("Abdul Habibi, 33, is due in court. [Habibi] was arrested at the scene.", "detained", None),
    (
        "Since Hamas's October 7 attack in Israel, which killed [900] people, and the army's response, which killed 30, all is worse.",
        "killed",
        "Hamas",
    ),
    ("Israeli forces shot a man after he carried out an attack that killed [two] people.", "killed", None),
    ("The army razed the home of a man accused of a shooting that killed [two] people.", "killed", None),
    ("More than [900] people have been killed in Israel's air and ground assault.", "killed", "Israel"),
    (
        "Israeli raids hit the town after the June 4 attacks which Israeli officials say killed [40] people.",
        "killed",
        None,
    ),
    (
        "Hamas launched an attack on the south that authorities there said killed [90] people.",
        "killed",
        "Hamas",
    ),
    ("At least [400] people died in the south, mostly in the Hamas attack on June 4.", "killed", "Hamas"),
    (
        "Israel began its war after gunmen of Hamas burst across the fence on June 4, killing [900] people.",
        "killed",
        "gunmen of Hamas",
    ),
    (
        "Troops hunted the family of Raad, the man from Jenin who on Monday killed [three] guards.",
        "killed",
        None,
    ),
    (
        "Israel has stepped up raids in the West Bank after attacks that left [14] people dead.",
        "killed",
        None,
    ),
    ("[Two] patients were killed at a clinic of the Red Cross.", "killed", None),
    (
        "Gunmen of Hamas attacked the south. Israel's bombardment of the strip has killed at least [900] people.",
        "killed",
        "Israel",
    ),
    (
        "Israeli raids go on. The death toll from Hamas's attacks in the south stands at [900].",
        "killed",
        "Hamas",
    ),
    ("Israeli forces struck the camp on Monday. [Three] soldiers were killed in the valley.", "killed", None),
    (
        "Houthis attack since June 4, when Hamas fighters from the besieged strip attacked the south, killing [90] people.",
        "killed",
        "Hamas fighters",
    ),
    ("[At least 90] people died in Israel's air, ground and sea offensive.", "killed", "Israel"),
    (
        "Israel's offensive, launched to stop Hezbollah rocket attacks, killed [175] people.",
        "killed",
        "Israel",
    ),
    ("Israeli forces raided the town. In Israel, [900] people have been killed.", "killed", None),
    ("[90] people were killed, the UN Development Programme said.", "killed", None),
    ("Bombs fell on Jarin. [Seven] hostages were killed in the Jarin attack.", "killed", None),
    ("The blast destroyed [the] bus carrying soldiers to the market.", "destroyed", None),
    ("The minister said Israel has ignored the ruling by killing [90] more civilians.", "killed", "Israel"),
    ("At least [19] people were killed on Tuesday in a suspected gas attack.", "killed", None),
    ("[Eighteen] people were killed, state television reported.", "killed", None),
    ("The Cypriot government condemned [two] bomb attacks.", "attacks", None),
    ("Bombs exploded outside the U.S. embassies, killing [dozens] of people.", "killed", None),
    ("Israeli planes struck the port. In the flash floods [nine] people died.", "killed", None),
    (
        "The Assad regime on Tuesday morning committed a massacre, killing [25] people.",
        "killed",
        "Assad regime",
    ),
    (
        "Rebels burst into the town, killing 30. Israel has responded with air attacks, killing [50].",
        "killed",
        "Israel",
    ),
    ("The war began when Hamas attacked southern Israel, killing [900] people.", "killed", "Hamas"),
    (
        "A destroyer shot down a drone. The rebels' television says British forces carried out [three] air raids.",
        "attacks",
        "British forces",
    ),
    ("The war has been a major problem, sending [3,000] refugees over the border.", "displaced", None),
    ("[Two] hikers were found dead by police on Monday.", "killed", None),
    (
        "Israel's air and ground counterattack on the strip deepened, killing [13,000] people.",
        "killed",
        "Israel",
    ),
    (
        "Israel has waged war since Hamas attacked it on October 7, killing about [900] people.",
        "killed",
        "Hamas",
    ),
    ("Floods have killed [12] people since the rain set in.", "killed", None),
    ("An earthquake destroyed [40] houses in the valley.", "destroyed", None),
    ("Israel's war on Gaza has killed [9,000] people.", "killed", "Israel"),
    ("The siege of Aleppo has killed [300] people.", "killed", None),
    ("A blast in the Karrada district of Baghdad killed [nine] people.", "killed", None),
    (
        "The wounded were flown to Kyiv after the strike on Dnipro, which injured [12] people.",
        "injured",
        None,
    ),
    ("More than [1,400] people were killed in an attack by Hamas on the south.", "killed", "Hamas"),
    ("[Two] soldiers were shot dead in an attack claimed by the Red Front.", "killed", "Red Front"),
    ("Rescuers pulled the bodies of [two] people from the rubble.", "killed", None),
    ("Debris fell on the quarter and set fire to [a] house.", "destroyed", None),
    ("The blast, blamed on the PKK, killed [six] people.", "killed", "PKK"),
    ("Israeli forces in the occupied Beqaa Valley have shot dead [three] men.", "killed", "Israeli forces"),
    ("[90] people were killed in Hamas's multi-pronged attack on the south.", "killed", "Hamas"),
    ("Raids on the strip killed [250] people, while rockets fired by rebels killed a guard.", "killed", None),
    (
        "The armed group Hamas, which carried out attacks that officials of Israel said killed [900] people, fights on.",
        "killed",
        "armed group Hamas",
    ),
    (
        "When Hamas fighters attacked the south and killed [900] people, Israel bombed the strip.",
        "killed",
        "Hamas fighters",
    ),
    ("Rebel shelling on the Syrian capital Damascus killed [four] civilians.", "killed", "Rebel"),
    ("Another bombing destroyed [two] houses.", "destroyed", None),
    ("The army struck the town. [Two] babies died in the neonatal unit.", "killed", None),
    ("Turkish forces raided the valley. [One] Turkish soldier was killed there.", "killed", None),
    ("The government attacked the hill. The fights left [30] regime soldiers dead.", "killed", None),
    ("The navy had [two] of its boats damaged in the fight.", "damaged", None),
    ("Turkish fire killed [a] Turkish soldier by mistake.", "killed", "Turkish"),
    ("Syrian troops shelled the town, killing [nine] Syrian civilians.", "killed", "Syrian troops"),
    ("Rebel fighters attacked the post, killing [nine] government soldiers.", "killed", "Rebel fighters"),
    ("More than [300] civilians were killed there since rebels shelled the town in June.", "killed", None),
    ("More than [300] people were killed since Israel launched its bombardment.", "killed", "Israel"),
    ("Rebels shelled Aleppo. The conflict has killed more than [280,000] people.", "killed", None),
    ("The regime bombed Aleppo. [280,000] people died since Syria's war began.", "killed", None),
    ("Reporters covering the Ukraine war in 2023 were at risk. [Two] of them were killed.", "killed", None),
    ("Turkish forces shelled the hills. On the Turkish side [nine] people have died.", "killed", None),
    ("More than [90] people, most of them Red Front fighters, were killed in the valley.", "killed", None),
    ("Israeli police stormed the yard. [Six] officers were hurt.", "injured", None),
    ("Fighters of Jaish al-Sham killed [nine] men in Homs.", "killed", "Fighters of Jaish al-Sham"),
    (
        "Arden continued its relentless bombardment of Tarsa, which has killed [40]. In Arden nobody was hurt.",
        "killed",
        "Arden",
    ),
    ("[Thirty] men have been killed there since Arden began its war on the valley.", "killed", "Arden"),
    ("[Thirty] men have been killed there since Arden began pounding the valley.", "killed", "Arden"),
    (
        "Troops of the Arden Front (AF) have destroyed [three] camps near Tarsa.",
        "destroyed",
        "Troops of the Arden Front",
    ),
    ("State Council (SC) jets carried out [60] air raids on Tarsa.", "attacks", "State Council"),
    ("Earlier this month, Arden's most forceful raid into the valley killed [12] men.", "killed", "Arden"),
    ("[Ten] guards were killed, including local commander Aru Ken.", "killed", None),
    ("During the raid nine rebels were killed and [three] posts were destroyed.", "destroyed", None),
    ("The Arden-based monitor said [ten] people died.", "killed", None),
    ("Karachi, May 7 (AP) – [Ten] people were killed by a bomb.", "killed", None),
    ("[Ten] people were killed in the Christmas Eve raids on three villages.", "killed", None),
    ("Tarsa counts [ten] dead from missiles, most of which were intercepted by Arden.", "killed", None),
    ("Raids on the town, which is held by rebels, killed [nine] people.", "killed", None),
    ("Soldiers fought there. Shells killed [two] men. It was not clear who fired them.", "killed", None),
    (
        "Hamas has vowed revenge following an attack that Israel says killed [40]. Israel has launched raids.",
        "killed",
        None,
    ),
    (
        "Four people were killed and [14] wounded in rebel fire after the army struck the town.",
        "injured",
        "rebel",
    ),
    (
        "[Four] people were killed and 14 wounded in rebel fire after the army struck the town.",
        "killed",
        "rebel",
    ),
    (
        "Rebels shelled the town on Monday. [Thirty] children were brought to safety on Tuesday.",
        "evacuated",
        None,
    ),
    ("[Two] farmers were injured by six young herders near Tarsa.", "injured", "herders"),
    ("[Ten] men were killed in a gunfight with guards in the forest.", "killed", "guards"),
    ("[Five] people were killed in Tarsa when the air force struck.", "killed", "air force"),
    ("Hundreds of Hamas fighters crossed the border, killing [40] people.", "killed", "Hamas fighters"),
    ("Guerrillas launched an attack on Tarsa killing [nine] people.", "killed", "Guerrillas"),
    ("[Three] people were killed on Sunday when police clashed with residents of Tarsa.", "killed", None),
    ("Soldiers demolished the house of a man they say killed [three] settlers.", "killed", None),
    ("The parliament has debated a bill as the toll in Tarsa surpassed [9,000].", "killed", None),
    (
        "Since the Hamas attack, Arden has pounded Tarsa in a relentless bombardment that has killed [300].",
        "killed",
        "Arden",
    ),
    ("Late on Sunday, armed settlers came to Tarsa. [Two] settlers were shot dead there.", "killed", None),
    ("A rocket fired from Arden that hit a farm killed [two] men.", "killed", None),
    (
        "Arden has shelled Kiva since fighters of Hamas went there on May 7, killing [40].",
        "killed",
        "fighters of Hamas",
    ),
]
WAYS: list[tuple[str, Kind, str | None]] = [
    (
        "Jets hit a depot and an air strike a bridge. Gunmen killed [nine] people at a wedding.",
        "killed",
        "gunfire",
    ),
    (
        "Air strikes hit a depot and a bridge. A missile killed [nine] people at a wedding.",
        "killed",
        "missile",
    ),
    ("[Nine] herders were killed in Demoso on Monday. Later two barns burned.", "killed", None),
    ("Raiders set the barns on fire. [Two] barns burned.", "destroyed", "arson"),
    ("A car bomb killed [six] people at the market.", "killed", "bomb"),
    ("An air strike killed [six] people at the market.", "killed", "airstrike"),
    ("[Six] people were shot dead by gunmen.", "killed", "gunfire"),
    ("Floods have killed [12] people in the valley.", "killed", "accident"),
    ("Artillery shelling wounded [12] people in the town.", "injured", "shelling"),
    ("A boy starved to death. [90] people have died in attacks on the strip.", "killed", None),
]
SIGNS = [
    ("Rebels in al-Ahmar Camp and al-Sham Front killed two.", "al-Sham Front", "subject"),
    ("Two were shot by Israeli forces.", "Israeli forces", "by"),
    ("An Israeli air strike killed two.", "Israeli", "act"),
    ("Rebels of the Red Valley Front killed two.", "Rebels of the Red Valley Front", "subject"),
    ("Gunmen rammed the gate and opened fire on two.", "Gunmen", "verb"),
]


@pytest.mark.parametrize(("text", "kind", "doer"), DOERS)
def test_doer(asked: Asked, text: str, kind: Kind, doer: str | None) -> None:
    reading, counted = asked(text, kind)
    (choice,) = by(reading, counted, [found.value for found in whom(reading, counted)], Camps(reading))
    assert (choice.value and choice.value.text) == doer
    assert choice.rules[0].startswith("by.")


@pytest.mark.parametrize(("text", "kind", "way"), WAYS)
def test_means(asked: Asked, text: str, kind: Kind, way: str | None) -> None:
    reading, counted = asked(text, kind)
    (choice,) = means(reading, counted, [found.value for found in whom(reading, counted)], [None])
    assert choice.value == way
    assert choice.rules[0].startswith("means.")


@pytest.mark.parametrize(("text", "party", "sign"), SIGNS)
def test_signs_of_a_party(asked: Asked, text: str, party: str, sign: str) -> None:
    reading, _ = asked(text)
    found = {reading.quote(each.first, each.last).text: each.signs for each in parties(reading)}
    assert sign in found[party]


def test_parts_have_the_means_of_their_whole_but_where_they_tell_another(asked: Asked) -> None:
    text = "Shelling and air strikes hurt [66] villagers, including [13] children and [two] shot by snipers."
    reading, counted = asked(text, "injured", "injured", "injured")
    chosen = means(reading, counted, [found.value for found in whom(reading, counted)], [None, 0, 0])
    whole, part, shot = [choice.value for choice in chosen]
    assert whole == part and shot == "gunfire"
