// Holds YAML files against a JSON Schema with ajv and js-yaml, as a team that works in JavaScript would.
//
//     node validate.mjs schema.json FILE...
import { readFileSync } from "node:fs";
import Ajv from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { load, CORE_SCHEMA } from "js-yaml";

const [schema, ...files] = process.argv.slice(2);
const ajv = new Ajv({ allErrors: true, strict: false });
addFormats(ajv);
const validate = ajv.compile(JSON.parse(readFileSync(schema, "utf8")));
let wrong = 0;
for (const file of files) {
  if (!validate(load(readFileSync(file, "utf8"), { schema: CORE_SCHEMA, filename: file }))) {
    wrong += 1;
    for (const error of validate.errors) console.log(`${file}: ${error.instancePath} ${error.message}`);
  }
}
process.exit(wrong ? 1 : 0);
