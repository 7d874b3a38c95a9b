/** By what a personal name is known: titles, particles, names that many people bear, and what is written like a name and is none. One table per language. */
import { phrases } from './phrases.ts'

export const TITLES = phrases(`
  mr, mrs, ms, miss, sheikh, imam, mullah, brother, suspect, named, called, pupil, student, inmate, client
  m, mme, mlle, monsieur, madame, cheikh, imam, prénommé, prénommée, nommé, nommée, surnommé, dénommé, dénommée, élève, sieur
`)
/** Arabic: whoever is called so is named next. */
export const CALLED_ARABIC = phrases(
  'المدعو, المدعوة, مدعو, مدعوة, المسمى, المسماة, الملقب ب, الملقب, الملقبة, المكنى, المكنى ب, اسمه, اسمها, المتهم, المشتبه به, المشتبه بها, الشاب, الشابة, السيد, السيدة, الشيخ, التلميذ, التلميذة, الطالب, الطالبة, المواطن, المواطنة',
)
/** Of these the name need not be a known one. */
export const SURELY_CALLED = phrases(
  'المدعو, المدعوة, مدعو, مدعوة, المسمى, المسماة, الملقب, الملقبة, المكنى, اسمه, اسمها',
)

export const PARTICLES = phrases(
  'ben, bin, ibn, bint, ould, el, al, abu, abou, umm, oum, de, di, da, van, von, der, den, la, le, du, d, o',
)
/** Inside a name they tell that it is one; kunyas begin one. */
export const SURE_PARTICLES = phrases('ben, bin, ibn, bint, ould, abu, abou, umm, oum')
export const SONS_ARABIC = phrases('بن, ابن, بنت, ولد')
export const KUNYAS_ARABIC = phrases('أبو, ابو, أبي')
/** Abu Dhabi and others that only sound so. */
export const PLACES_LIKE_NAMES = phrases(`
  abu dhabi, abou dabi, abu ghraib, abu simbel, ben arous, ben gardane, ben guerir, beni mellal
  أبو ظبي, أبوظبي, أبو غريب, أبو سمبل, بن عروس, بن قردان, بن جرير, أبو ديس
`)

export const GIVEN_NAMES = phrases(`
  ahmed, ahmad, mohamed, mohammed, muhammad, mohammad, mehdi, karim, kareem, rachid, rashid, youssef, yusuf, yousef, ibrahim, khaled, khalid, hassan, hussein, hussain, ali, omar, bilal, hamza, anas, ayoub, soufiane, sofiane, yassine, yasin, mustafa, moustafa, abdel, abdul, abdullah, abdallah, abdelkader, abderrahmane, nabil, samir, tarek, tariq, walid, fatima, khadija, aicha, aisha, zainab, zaynab, mariam, maryam, leila, layla, salma, samira, nadia, amina, yasmine, hanan, salim, salah, said, saeed, jamal, jamil, faisal, farid, amir, reda, idriss, moussa, mamadou, ousmane, oumar, amadou, fatou, ibrahima
  john, james, david, michael, peter, paul, thomas, robert, william, daniel, andrew, kevin, brian, jack, adam, ryan, liam, oliver, harry, emma, sarah, sara, anna, laura, emily, jessica, hannah, lisa, kate, susan, julia, stefan, lars, erik, anders, mikkel, jonas, lukas, tobias, johan, hans, klaus, marko, ivan, dmitri, elena, maria, jose, carlos, luis, pedro, ana, giuseppe, marco, luca, giulia
  jean, pierre, michel, nicolas, julien, antoine, thierry, philippe, françois, kévin, jordan, lucas, hugo, théo, mathieu, matthieu, maxime, alexandre, guillaume, sébastien, jérôme, marie, sophie, camille, julie, léa, chloé, manon, inès, céline, nathalie, isabelle, émilie, amélie, pauline, bernard, didier, olivier, laurent, stéphane, christophe, lionel, cédric, yanis, ilyes, rayan, noah
`)
export const GIVEN_NAMES_ARABIC = phrases(`
  محمد, أحمد, محمود, مصطفى, حسين, يوسف, إبراهيم, خالد, علي, عمر, حسن, عبد الله, عبد الرحمن, عبد الكريم, عبد القادر, عبد العزيز, عبد الحق, عبدالله, عبدالرحمن, كريم, رشيد, سعيد, بلال, حمزة, أنس, أيوب, سفيان, ياسين, نبيل, سمير, طارق, وليد, فاطمة, خديجة, عائشة, زينب, مريم, ليلى, سلمى, سميرة, نادية, أمينة, حنان, سليم, صلاح, جمال, فيصل, فريد, رضا, إدريس, موسى, هشام, زياد, مازن, رامي, سامي, باسل, أسامة, عماد, فادي, جورج, إلياس, ميشال, هدى, سارة, ريم, منى
`)
/** Arabic words that are names and much else: alone they tell nothing. */
export const ALSO_WORDS_ARABIC = phrases(
  'علي, عمر, حسن, كريم, رشيد, سعيد, جمال, أمينة, سليم, صلاح, ليلى, رضا, حنان, هدى, منى, فريد, عماد',
)

/** Written with a capital, and no person: offices, bodies, peoples, days, and what opens a sentence. */
export const NOT_NAMES = phrases(`
  the, a, an, in, on, at, of, for, from, to, by, with, and, or, but, if, when, while, after, before, since, during, our, their, his, her, its, this, these, that, those, each, every, all, some, many, most, no, not, we, they, he, she, it, you, i, one, two, three, four, as, how, what, who, which, where, former, several, other, new, later, then, there, here
  city, cities, town, council, police, ministry, minister, university, school, college, institute, centre, center, house, office, department, service*, network, forum, programme, program, project, strategy, plan, act, law, union, nations, state, states, government, republic, kingdom, county, region, district, north, south, east, west, northern, southern, eastern, western, central, strong, hub, foundation, association, committee, commission, agency, authority, board, court, federal, national, international, european, regional, municipal, community, communities, youth, young, global, world, bank, fund, church, mosque, street, road, square, avenue, park, river, lake, valley, saint, san, santa, los, las, prevent, channel, exit, report, guide, toolkit, policy, action, peace, security, safety, social, crime, violence, violent, extremism, radicalisation, terrorism, team, group, party, front, army, brotherhood, intelligence, court, prison, probation, times, post, news, facebook, google, twitter, youtube, telegram, whatsapp, instagram
  islamic, muslim*, islam, christian*, jewish, jew*, arab*, american*, british, french, german*, belgian*, danish, dutch, syrian*, iraqi*, moroccan*, tunisian*, somali*, kurdish, turkish, russian*, african*, asian*, qaeda, haram, boko, shabaab, hezbollah, taliban, daesh, isis, hamas, right, left, nazi*
  monday, tuesday, wednesday, thursday, friday, saturday, sunday, january, february, march, april, may, june, july, august, september, october, november, december
  la, le, les, un, une, des, du, au, aux, en, dans, sur, pour, par, avec, et, ou, mais, si, quand, après, avant, depuis, notre, leur, son, sa, ses, ce, cet, cette, ces, chaque, tous, toutes, plusieurs, nous, ils, elles, il, elle, on, je, vous, ancien, anciens, ancienne
  ville, villes, mairie, conseil, ministère, ministre, université, école, lycée, collège, institut, maison, bureau, direction, réseau, programme, projet, stratégie, plan, loi, union, état, gouvernement, république, royaume, comté, région, nord, sud, est, ouest, fondation, association, comité, commission, agence, autorité, tribunal, préfecture, jeunes, jeunesse, monde, banque, fonds, église, mosquée, rue, avenue, place, boulevard, parc, paix, sécurité, violence, extrémisme, terrorisme, groupe, parti, prison, parquet, gendarmerie, sécurité
  lundi, mardi, mercredi, jeudi, vendredi, samedi, dimanche, janvier, février, mars, avril, mai, juin, juillet, août, septembre, octobre, novembre, décembre
  york, angeles, francisco, diego, zealand, africa, lanka, arabia, emirates, states, kong, delhi, aviv, salvador, rica, leone, faso, cape, sri, bosnia, herzegovina, denis, étienne, louis
`)
/** In or from somewhere: what follows is a place. */
export const PLACE_PREPOSITIONS = phrases('in, at, near, from, to, via, à, en, vers, depuis, chez')

/** No name goes on with these in Arabic. */
export const NOT_NAMES_ARABIC = phrases(`
  في, من, إلى, على, عن, مع, ثم, قد, كان, كانت, هو, هي, الذي, التي, بعد, قبل, منذ, عند, لدى, حيث, أن, إن, لا, لم, لن, ما, و, أو, تم, قبل, بين, حول, ضد, خلال, بتهمة, بسبب, وهو, وهي, وقد, الخامس, السادس, الثاني, سوريا, العراق
`)
