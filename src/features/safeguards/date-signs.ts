/** Months, and the words of a birth. One table per language. */
import { phrases } from './phrases.ts'

export const MONTHS = phrases(`
  january, february, march, april, may, june, july, august, september, october, november, december
  jan, feb, mar, apr, jun, jul, aug, sep, sept, oct, nov, dec
  janvier, février, mars, avril, mai, juin, juillet, août, septembre, octobre, novembre, décembre, janv, févr, juil
  يناير, فبراير, مارس, أبريل, إبريل, مايو, يونيو, يوليو, يوليوز, أغسطس, غشت, سبتمبر, شتنبر, أكتوبر, نوفمبر, نونبر, ديسمبر, دجنبر
  جانفي, فيفري, أفريل, ماي, جوان, جويلية, أوت
  كانون الثاني, شباط, آذار, نيسان, أيار, حزيران, تموز, آب, أيلول, تشرين الأول, تشرين الثاني, كانون الأول
`)

export const BIRTH_WORDS = phrases(`
  born, date of birth, birth date, birthdate, dob, d o b, birthday
  né, née, nee, date de naissance, naissance, ddn, anniversaire
  ولد, ولدت, مولود, مولودة, مواليد, تاريخ الميلاد, تاريخ ميلاده, تاريخ ميلادها, تاريخ الولادة, تاريخ ولادته, تاريخ ولادتها, ميلاده, ميلادها, ولادته, ولادتها
`)

/** Behind a date too: 12/03/1998 (date of birth). */
export const BIRTH_LABELS = phrases(`
  date of birth, dob, d o b, birthday, date de naissance, ddn, تاريخ الميلاد, تاريخ ميلاده, تاريخ ميلادها, تاريخ الولادة, تاريخ ولادته, تاريخ ولادتها
`)

/** Things are born as well. */
export const BORN_THINGS = phrases(`
  project*, programme*, program*, initiative*, network*, idea*, association, organisation, organization, centre, center, charter, movement, festival, partnership, platform, city, campaign
  projet*, programme*, initiative*, réseau*, idée*, association, organisation, charte, mouvement, festival, partenariat, plateforme, ville, campagne, collectif, dispositif
  مشروع, برنامج, مبادرة, شبكة, فكرة, جمعية, منظمة, ميثاق, حركة, مهرجان, شراكة, منصة, مدينة, حملة
`)
