package org.cunlu.catalog.goods;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DescriptionTest {
    private static final String PICTURE = "/api/shop/media/" + "0a".repeat(32) + "/800";

    @Test
    void keepsWordsAndTheirShape() {
        String html = "<h3>忠橙</h3><p>皮薄<b>汁多</b></p><ul><li>5 斤</li></ul>";
        assertThat(Description.cleaned(html)).isEqualTo(html);
        assertThat(Description.cleaned("<img src=\"" + PICTURE + "\" alt=\"橙\">"))
                .contains(PICTURE);
        assertThat(Description.cleaned("  ")).isNull();
        assertThat(Description.cleaned(null)).isNull();
    }

    @Test
    void leavesOutWhatDoesHarm() {
        for (String bad : new String[] {
            "<script>alert(1)</script>",
            "<img src=x onerror=alert(1)>",
            "<img src=\"https://elsewhere.example/a.png\">",
            "<img src=\"//elsewhere.example/a.png\">",
            "<a href=\"javascript:alert(1)\">x</a>",
            "<iframe src=\"/\"></iframe>",
            "<svg><script>alert(1)</script></svg>",
            "<p style=\"background:url(//x)\" onclick=\"x()\">y</p>",
            "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
            "<img src=\"" + PICTURE + "?x=<script>\">",
        }) {
            String kept = String.valueOf(Description.cleaned(bad));
            assertThat(kept)
                    .as(bad)
                    .doesNotContain("script", "onerror", "onclick", "elsewhere", "href", "style", "iframe");
            assertThat(kept).as(bad).doesNotContain("<img");
        }
    }

    @Test
    void leavesOutWhatTurnsTheDirectionOfText() {
        assertThat(Description.cleaned("<p>a\u202Eb\u2066c\u200Bd&#x202e;e</p>"))
                .isEqualTo("<p>abcde</p>");
        assertThat(Description.cleaned("<p>a</p>\n<p>b</p>")).isEqualTo("<p>a</p>\n<p>b</p>");
    }
}
