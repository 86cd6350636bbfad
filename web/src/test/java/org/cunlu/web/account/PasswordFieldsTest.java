package org.cunlu.web.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Whoever looks over a shoulder reads no password: each field for one is masked, on every page. */
class PasswordFieldsTest {
    private static final Path PAGES = Path.of("src/main/jte");
    private static final Pattern FIELD = Pattern.compile("@template\\.ui\\.field\\([^\\n]*|<input[^>]*>");
    private static final Pattern FOR_A_PASSWORD = Pattern.compile(
            "autocomplete ?= ?\"(?:current|new)-password|name ?= ?\"(?:password|old)\"|(?i:passphrase)");

    @Test
    void areMaskedOnEveryPage() throws IOException {
        int masked = 0;
        try (var pages = Files.walk(PAGES)) {
            for (Path page :
                    pages.filter(each -> each.toString().endsWith(".jte")).toList()) {
                String source = Files.readString(page);
                assertThat(bare(source)).as(page.toString()).isEmpty();
                masked += (int) FIELD.matcher(source)
                        .results()
                        .filter(each -> each.group().contains("type = \"password\""))
                        .count();
            }
        }
        assertThat(masked).isGreaterThanOrEqualTo(8);
        // What the parts of pages are given is what stands in the page.
        assertThat(Files.readString(PAGES.resolve("ui/field.jte"))).contains("type=\"${type}\"");
    }

    @Test
    void oneThatIsNotMaskedIsSeen() {
        assertThat(bare("@template.ui.field(sheet = sheet, name = \"password\", label = l)"))
                .hasSize(1);
        assertThat(bare("<input name=\"pin\" autocomplete=\"new-password\" type=\"text\">"))
                .hasSize(1);
        assertThat(bare("<input name=\"password\" type=\"password\">")).isEmpty();
    }

    private static List<String> bare(String source) {
        return FIELD.matcher(source)
                .results()
                .map(each -> each.group())
                .filter(each -> FOR_A_PASSWORD.matcher(each).find())
                .filter(each -> !each.contains("type = \"password\"") && !each.contains("type=\"password\""))
                .toList();
    }
}
