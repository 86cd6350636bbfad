package org.cunlu.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** No script of ours lets what came name a property: so nothing that came becomes a property of all objects. */
class ScriptsTest {
    private static final Path SCRIPTS = Path.of("src/main/resources/assets");
    /** Written under a name that is no number and no literal, merged from another object, or run that was text. */
    private static final Pattern OPEN =
            Pattern.compile("[\\w)\\]]\\[(?!\\d+\\]|\"[^\"]*\"\\]|'[^']*'\\])[^\\]\\n]+\\]\\s*(?:=(?!=)|\\?\\?=|\\+=)"
                    + "|__proto__|setPrototypeOf|Object\\.assign\\((?!document\\.createElement)"
                    + "|Reflect\\.set|structuredClone|\\.\\.\\.JSON|\\bfor \\((?:const|let|var) \\w+ in\\b"
                    + "|\\beval\\(|new Function\\(|setTimeout\\(\\s*[\"'`]");

    @Test
    void letNothingThatCameNameAProperty() throws IOException {
        int read = 0;
        try (var scripts = Files.list(SCRIPTS)) {
            for (Path script :
                    scripts.filter(each -> each.toString().endsWith(".js")).toList()) {
                assertThat(open(Files.readString(script))).as(script.toString()).isEmpty();
                read++;
            }
        }
        assertThat(read).isGreaterThanOrEqualTo(9);
    }

    /** The one object that is asked by a name from outside is asked for its own alone. */
    @Test
    void aListIsAskedForWhatIsItsOwn() throws IOException {
        assertThat(Files.readString(SCRIPTS.resolve("station.js"))).contains("Object.hasOwn(list.parcels, barcode)");
    }

    @Test
    void oneThatDoesIsSeen() {
        assertThat(open("kept[name] = value; all[0] = 1; all[\"x\"] = 2; if (all[i] === 3) {}"))
                .hasSize(1);
        assertThat(open("Object.assign(kept, JSON.parse(text)); const one = { ...JSON.parse(text) };"))
                .hasSize(2);
        assertThat(open("for (const key in read) eval(read)")).hasSize(2);
    }

    private static List<String> open(String script) {
        return OPEN.matcher(script).results().map(MatchResult::group).toList();
    }
}
