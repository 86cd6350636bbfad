package org.cunlu.bench.fuzz;

import io.micronaut.json.tree.JsonNode;
import java.nio.charset.StandardCharsets;

/** A small API, as a description has it. */
final class FuzzWords {
    private static final String DOCUMENT = """
            {"paths":{
              "/api/things":{
                "get":{"responses":{"200":{"content":{"application/json":{"schema":{"$ref":"#/components/schemas/Page"}}}},
                                    "default":{"$ref":"#/components/responses/Problem"}},
                       "security":[],
                       "parameters":[{"name":"limit","in":"query","schema":{"type":["integer","null","object"],"minimum":1,"maximum":9}}]},
                "post":{"x-cunlu-roles":["SELLER"],
                        "requestBody":{"required":true,"content":{"application/json":{"schema":{"$ref":"#/components/schemas/Wish"}}}},
                        "responses":{"201":{"content":{"application/json":{"schema":{"$ref":"#/components/schemas/Thing"}}}},
                                     "default":{"$ref":"#/components/responses/Problem"}},
                        "parameters":[{"name":"Idempotency-Key","in":"header","required":true,"schema":{"type":"string"}}]}},
              "/api/things/{code}/parts/{id}":{
                "get":{"responses":{"200":{"content":{"application/json":{"schema":{"$ref":"#/components/schemas/Thing"}}}}},
                       "parameters":[{"name":"code","in":"path","required":true,"schema":{"type":"string","maxLength":8}},
                                     {"name":"id","in":"path","required":true,"schema":{"type":"string"}}]}}},
             "components":{
              "responses":{"Problem":{"content":{"application/problem+json":{"schema":{"type":"object","required":["code"],"properties":{"code":{"type":"string"}}}}}}},
              "schemas":{
               "Kind":{"type":"string","enum":["RED","BLUE"]},
               "Wish":{"required":["code","pieces"],"properties":{
                  "code":{"type":"string","pattern":"[A-Z]{1,4}"},
                  "pieces":{"type":"integer","minimum":1,"maximum":5},
                  "day":{"type":["string","null","object"],"format":"date"},
                  "kind":{"type":"null","allOf":[{"$ref":"#/components/schemas/Kind"}]},
                  "tags":{"type":["array","null"],"items":{"type":"string","maxLength":3},"maxItems":2}}},
               "Thing":{"required":["id","code"],"properties":{"id":{"type":"string"},"code":{"type":"string"},"version":{"type":"integer"}}},
               "Page":{"required":["items"],"properties":{"items":{"type":"array","items":{"$ref":"#/components/schemas/Thing"}},"next":{"type":["string","null"]}}}}}}
            """;

    private FuzzWords() {}

    static Description description() {
        return Description.of(json(DOCUMENT));
    }

    static Operation operation(String name) {
        return description().operations().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    static JsonNode json(String text) {
        return Json.read(text.getBytes(StandardCharsets.UTF_8));
    }
}
