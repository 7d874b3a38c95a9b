/**
 * Land as level lines, as in cloth on the loom: no coasts, no borders, so no disputed line is ever drawn. In the units of
 * equal-earth.ts, a line every 7. From Natural Earth 1:50m land (public domain), gaps under 3.2 closed, bits under 2.4
 * dropped.
 */
export const LAND =
  'M248 3h38m8 0h13m7 0h27m36 0h62m137 0h6m24 0h8m9 0h5m3 0h87m18 0h19M160 10h100m11 0h8m20 0h11m4 0h7m14 0h16m26 0h47m84 0h44m11 0h4m11 0h250M147 17h165m12 0h21m29 0h25m36 0h16m51 0h19m7 0h25m5 0h278m8 0h7M138 24h148m27 0h15m48 0h15m97 0h25m8 0h316M135 31h16m33 0h93m35 0h18m8 0h5m145 0h28m10 0h251m21 0h6m10 0h10M130 38h4m50 0h101m25 0h32m121 0h7m24 0h6m4 0h8m10 0h253m39 0h16M180 45h113m7 0h49m104 0h9m7 0h6m21 0h291m34 0h9M186 52h163m118 0h10m7 0h316M184 59h132m4 0h6m13 0h11m121 0h328m4 0h5M183 66h141m146 0h90m4 0h28m7 0h201m8 0h4M177 73h134m5 0h4m151 0h32m7 0h32m23 0h21m8 0h205m14 0h3M171 80h131m150 0h29m21 0h7m10 0h22m33 0h16m11 0h189m22 0h2M167 87h124m160 0h22m21 0h3m25 0h73m8 0h165m5 0h15m29 0h6M167 94h117m167 0h20m33 0h7m13 0h11m6 0h54m12 0h163m15 0h9m24 0h6M166 101h116m188 0h30m63 0h212m17 0h7m15 0h14M171 108h99m183 0h46m63 0h218m31 0h8M171 115h91m185 0h65m11 0h16m22 0h225m22 0h3M171 122h3m4 0h48m4 0h8m16 0h6m185 0h152m6 0h186M170 129h6m5 0h35m38 0h6m176 0h123m5 0h36m9 0h179M174 136h2m6 0h31m43 0h2m174 0h131m5 0h39m18 0h163M186 143h24m218 0h137m8 0h54m26 0h131m7 0h4M184 150h25m48 0h6m162 0h145m5 0h55m27 0h53m7 0h56M49 157h3m134 0h24m15 0h9m38 0h8m146 0h145m9 0h46m41 0h35m21 0h33m9 0h5M194 164h37m196 0h148m9 0h37m48 0h28m30 0h32m38 0h5M205 171h4m5 0h17m4 0h4m186 0h152m10 0h25m59 0h20m37 0h3m6 0h29m31 0h5M219 178h22m183 0h178m72 0h16m49 0h30m31 0h10M231 185h9m31 0h11m143 0h164m87 0h13m52 0h4m6 0h19m39 0h6M233 192h7m21 0h40m129 0h180m70 0h8m68 0h8m45 0h7M240 199h8m3 0h54m128 0h175m75 0h2m5 0h5m46 0h6m63 0h9M255 206h55m129 0h167m85 0h5m50 0h6m40 0h4m17 0h6M255 213h71m121 0h3m35 0h118m132 0h7m7 0h8m29 0h12M253 220h75m169 0h101m143 0h6m4 0h6m22 0h18M247 227h83m166 0h95m150 0h19m12 0h27m5 0h12m7 0h3M245 234h95m154 0h92m162 0h11m15 0h21m6 0h10m22 0h15M247 241h112m139 0h83m167 0h22m6 0h17m7 0h9m16 0h5m6 0h8m3 0h16m26 0h3M244 248h122m136 0h76m178 0h7m38 0h3m3 0h4m37 0h26m16 0h4M248 255h125m131 0h74m183 0h9m84 0h25m21 0h3M252 262h121m134 0h71m206 0h29m4 0h4m37 0h8m8 0h5m32 0h3M255 269h114m138 0h74M258 276h108m141 0h74m9 0h2m238 0h16m13 0h4M261 283h102m141 0h77m20 0h6m208 0h5m4 0h21m13 0h5M268 290h96m138 0h77m14 0h13m204 0h35m11 0h11m59 0h3M278 297h85m139 0h68m20 0h14m198 0h65m84 0h6M281 304h81m143 0h59m26 0h12m192 0h76M282 311h78m148 0h57m22 0h13m176 0h96M283 318h67m159 0h56m22 0h10m176 0h101M284 325h58m168 0h48m212 0h106M285 332h59m168 0h45m214 0h103M286 339h55m175 0h36m218 0h100M287 346h51m181 0h28m223 0h33m9 0h53M289 353h46m184 0h18m228 0h22m30 0h41M289 360h39m489 0h2m5 0h27M289 367h40m495 0h17m67 0h9M292 374h27m585 0h4M293 381h26m507 0h6m57 0h6M296 388h21m557 0h9M297 395h20M301 402h18m314 0h4M306 409h13m20 0h5M316 416h11'

export type Line = { x: number; y: number; length: number }
export type Box = { x: number; y: number; width: number; height: number }

/** The lines that cross a box, cut to it, as one path. */
export function landWithin(box: Box): string {
  return landLines()
    .filter((line) => line.y >= box.y && line.y <= box.y + box.height)
    .map(({ x, y, length }) => ({ y, from: Math.max(x, box.x), to: Math.min(x + length, box.x + box.width) }))
    .filter(({ from, to }) => to > from)
    .map(({ y, from, to }) => `M${from} ${y}h${to - from}`)
    .join('')
}

/** The lines of the path one by one. */
export function landLines(): Line[] {
  const lines: Line[] = []
  let x = 0
  let y = 0
  for (const [, command, first, second] of LAND.matchAll(/([Mmh])(-?\d+)(?: ?(-?\d+))?/g)) {
    const [along, down] = [Number(first), Number(second ?? 0)]
    if (command === 'h') lines.push({ x, y, length: along })
    x = command === 'M' ? along : x + along
    if (command !== 'h') y = command === 'M' ? down : y + down
  }
  return lines
}
