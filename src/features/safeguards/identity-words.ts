/** Words of threats, of religions, nations and peoples, of groups and of needs. One table per language. */
import { phrases } from './phrases.ts'

export const THREAT_WORDS = phrases(`
  terror*, extremis*, radicali*, jihad*, threat*, danger*, violent, violence, crime*, criminal*, gangs, fanatic*, fundamentalis*
  terroris*, extrémis*, radicalis*, djihad*, menace*, danger*, violent*, crime*, criminel*, délinquan*, fanati*, intégris*
  إرهاب*, تطرف*, متطرف*, متشدد*, تشدد, تهديد*, خطر, خطورة, عنف, عنيف*, جريمة, جرائم, مجرم*, تكفير*, جهادي*
`)

export const IDENTITIES = phrases(`
  muslim*, islam, islamic, christian, christians, jew, jews, jewish, hindu, hindus, sikh, sikhs, buddhist*, catholic*, protestant*, salafi, salafis, sunni*, shia, shiite*
  arab, arabs, african, africans, roma, gypsies, kurd, kurds, kurdish, somali, somalis, syrian, syrians, iraqi, iraqis, afghan, afghans, moroccan, moroccans, algerian, algerians, tunisian, tunisians, turk, turks, turkish, pakistani, pakistanis, palestinian, palestinians, chechen, chechens, albanian, albanians, nigerian, nigerians, foreigners, foreign, migrant, migrants, immigrant, immigrants, refugee, refugees, asylum seekers, black
  musulman*, islamique, islamiques, chrétien, chrétiens, chrétienne, chrétiennes, juif, juifs, juive, juives, hindou*, bouddhiste*, catholique*, protestant, protestants, salafiste*, sunnite*, chiite*
  arabe, arabes, maghrébin*, africain*, roms, tsigane*, gitan*, kurde*, somalien*, syrien, syriens, syrienne, syriennes, irakien*, afghan*, marocain*, algérien*, tunisien, tunisiens, tunisienne, tunisiennes, turc, turcs, turque, turques, pakistanais*, palestinien*, tchétchène*, albanais*, étrangers, étrangères, migrants, migrantes, immigrés, immigrées, réfugiés, réfugiées
  إسلام, إسلامي, إسلامية, إسلاميون, إسلاميين, مسلم, مسلمة, مسلمون, مسلمين, مسلمات, مسيحي, مسيحية, مسيحيون, مسيحيين, يهودي, يهودية, يهود, سني, سنة, شيعي, شيعة, سلفي, سلفيون, سلفيين
  عرب, أفارقة, غجر, أكراد, كردي, كردية, صومالي, صوماليون, صوماليين, سوري, سورية, سوريون, سوريين, عراقي, عراقيون, عراقيين, أفغاني, أفغان, مغربي, مغاربة, جزائري, جزائريون, تونسي, تونسيون, تونسيين, تركي, أتراك, فلسطيني, فلسطينيون, فلسطينيين, أجانب, مهاجر, مهاجرون, مهاجرين, لاجئ, لاجئون, لاجئين
`)

/** Against whom: then the people named are those who are harmed. */
export const AGAINST = phrases(`
  against, anti, toward, towards, victim*, target, targets, hatred of, attacks on, on, protect*, facing, suffered, face, experience*, phobia, hostility to, aimed at
  contre, envers, anti, à l'encontre, encontre, victime*, visant, visent, subi*, subissent, protég*, à l'égard, hostilité, ciblant, haine des, face
  ضد, معاداة, عداء, كراهية, ضحايا, ضحية, بحق, يستهدف, تستهدف, المستهدفة, حماية, يتعرض, يتعرضون, تعرض, يواجه, يواجهون
`)

export const GROUPS = phrases(`
  youth, young people, young men, young women, men, women, boys, girls, children, community, communities, families, parents, pupils, students, neighbourhood*, neighborhood*, population*, minority, minorities, people
  jeunes, hommes, femmes, garçons, filles, enfants, communauté, communautés, familles, parents, élèves, quartier*, population*, minorité*
  شباب, شبان, رجال, نساء, فتيان, فتيات, أطفال, جالية, جاليات, أسر, عائلات, أهالي, طلاب, تلاميذ, أحياء, سكان, أقلية, أقليات
`)

/** Words for whom something is done. */
export const AIMED_AT = phrases(`
  for, targets, target, targeting, targeted at, aimed at, aims at, directed at, intended for, participants, beneficiaries, addresses, reaches, works with, work with, focus on, focuses on, offered to
  pour, cible, ciblant, cibler, vise, visant, destiné aux, destinée aux, destiné à, destinée à, à destination, s'adresse, adresse aux, auprès, bénéficiaires, public, participants, touche, accompagne
  يستهدف, تستهدف, استهداف, موجه, موجهة, مخصص, مخصصة, لفائدة, لصالح, فئة, المستفيدون, المستفيدين, المشاركون, يتوجه, تتوجه, من أجل
`)

/** A need in the sentence: then the group is not defined by identity alone. */
export const NEEDS = phrases(`
  need*, looking for, without work, unemployed, left school, lonely, isolat*, who want, who ask, who asked, loss, grief, victims, discriminat*, newly arrived, newcomers, language courses
  besoin*, cherch*, sans emploi, chômage, décroch*, isol*, qui souhaitent, qui demandent, deuil, victimes, discriminat*, nouvellement, primo arrivants, cours de langue
  حاجة, حاجات, احتياج*, يحتاج*, تحتاج, يبحثون, عاطل*, بطالة, انقطعوا, عزلة, معزول*, يرغبون, يطلبون, ضحايا, تمييز, وافدين, واصلين
`)

/** One form of violence each. */
export const FORMS = {
  religious: phrases(`
    islamis*, jihad*, salafi*, daesh, isis, isil, al qaeda, islamic state, religious extremism, religiously motivated, islamic terrorism, islamic extremism
    islamist*, djihad*, jihad*, salafis*, daech, al qaïda, état islamique, extrémisme religieux, terrorisme islamique
    إسلاموي*, جهادي*, سلفي*, داعش, القاعدة, الدولة الإسلامية, التطرف الديني, الإرهاب الإسلامي
  `),
  right: phrases(`
    far right, right wing, extreme right, neo nazi*, neonazi*, white suprem*, fascis*, racist violence, political extremism
    extrême droite, ultradroite, néonazi*, néo nazi*, suprémac*, suprématis*, fascis*, violence raciste
    اليمين المتطرف, يمين متطرف, اليمين, يميني متطرف, النازيون الجدد, نازي*, تفوق العرق الأبيض, فاشي*
  `),
  left: phrases(`
    far left, left wing, extreme left, anarchis*
    extrême gauche, ultragauche, anarchis*
    اليسار المتطرف, يساري متطرف
  `),
  other: phrases(`
    gang, gangs, incel*, misogyn*, ethnic violence, separatis*, hate crime*, polarisation, polarization, communal violence, conspiracy, antisemit*, anti muslim, islamophobi*, all forms, every form, any form, all kinds, any kind, various forms, different forms, several forms, regardless of ideology
    gang, gangs, incel*, misogyn*, séparatis*, crime de haine, crimes de haine, haine, polarisation, complotis*, antisémit*, islamophob*, toutes les formes, toute forme, toutes formes, diverses formes, différentes formes, quelle qu'en soit
    عصابة, عصابات, كراهية النساء, انفصالي*, جرائم الكراهية, كراهية, استقطاب, معاداة السامية, جميع أشكال, كل أشكال, مختلف أشكال, أشكال التطرف, بكل أشكاله, بأشكاله
  `),
} as const
