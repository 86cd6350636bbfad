package org.cunlu.web.desk;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalPathTest {
    @ParameterizedTest
    @ValueSource(strings = {"/", "/account", "/account/invitation?code=Ab_9-x&lang=en", "/?q=%E5%BF%A0%E6%A9%99"})
    void leadsBackToOurPages(String asked) {
        assertThat(LocalPath.of(asked))
                .hasValueSatisfying(path -> assertThat(path.text()).isEqualTo(asked));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "account",
                "https://evil.example/",
                "//evil.example/",
                "///evil.example/",
                "/\\evil.example/",
                "\\/evil.example/",
                "/\t/evil.example/",
                "/%09\\evil",
                "/\r\nSet-Cookie: a=b",
                "/./../evil",
                "/.//evil.example",
                "/a/..//evil.example",
                "javascript:alert(1)",
                "/account#there",
                "/%zz",
                " /account"
            })
    void leadsNowhereElse(String asked) {
        assertThat(LocalPath.of(asked)).isEmpty();
    }

    @Test
    void leadsNowhereWithoutAnAddressAndToNoEndlessOne() {
        assertThat(LocalPath.of(null)).isEmpty();
        assertThat(LocalPath.of("/" + "a".repeat(400))).isPresent();
        assertThat(LocalPath.of("/" + "a".repeat(401))).isEmpty();
    }
}
