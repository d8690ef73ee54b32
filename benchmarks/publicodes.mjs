// usage: node publicodes.mjs NODE_MODULES RULES SITUATIONS
// Reads "START STOP" on a line, evaluates these situations, answers {"cpu_s": …, "fired": …}.
import fs from 'node:fs'
import { createRequire } from 'node:module'
import readline from 'node:readline'

const [, , modules, rulesFile, situationsFile] = process.argv
const Engine = createRequire(`${modules}/`)('publicodes').default
const silent = { log() {}, warn() {}, error() {} }
const rules = JSON.parse(fs.readFileSync(rulesFile, 'utf8'))
const findings = Object.keys(rules).filter((name) => name.startsWith('finding'))
const situations = fs.readFileSync(situationsFile, 'utf8').split('\n').filter(Boolean)
const engine = new Engine(rules, { logger: silent })

function evaluate(line) {
  engine.setSituation(JSON.parse(line))
  return findings.filter((name) => engine.evaluate(name).nodeValue === true).length
}

for await (const asked of readline.createInterface({ input: process.stdin })) {
  const [start, stop] = asked.split(' ').map(Number)
  const before = process.cpuUsage()
  const fired = situations.slice(start, stop).reduce((sum, line) => sum + evaluate(line), 0)
  const { user, system } = process.cpuUsage(before)
  console.log(JSON.stringify({ cpu_s: (user + system) / 1e6, fired }))
}
