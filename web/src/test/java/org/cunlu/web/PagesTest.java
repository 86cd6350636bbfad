package org.cunlu.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.regex.Pattern;
import org.cunlu.devstack.Server;
import org.cunlu.devstack.TestServers;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.db.Transactions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@MicronautTest(transactional = false)
@Tag("servers")
@Tag("any-engine")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PagesTest implements TestPropertyProvider {
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NORMAL).build();
    private static final Pattern ADDRESS = Pattern.compile("(?:href|src|action)=\"([^\"#]+)");

    @Inject
    EmbeddedServer server;

    @Inject
    Sql sql;

    @Inject
    Transactions transactions;

    @Override
    public Map<String, String> getProperties() {
        return TestServers.properties("pages", Server.DATABASE);
    }

    @Test
    void showsWhatIsOnSale() throws Exception {
        String page = page("/");
        assertThat(page)
                .contains("<html lang=\"zh-CN\">")
                .contains("忠橙 0 号")
                .contains("¥29.90")
                .contains("500 g");
        assertThat(page).contains("2.5 kg").contains("新立镇果园合作社").contains("搜索引擎暂时不可用");
        assertThat(page.split("class=\"card\"", -1)).hasSize(25);
        assertThat(page).contains("href=\"/?cursor=24\"");
        assertThat(page("/?cursor=24").split("class=\"card\"", -1)).hasSize(7);
    }

    @Test
    void aCodeOnABoxLeadsToThePageOfItsLot() throws Exception {
        transactions.run(() -> {
            sql.change("DELETE FROM cat_lot WHERE code = 'PAGE-1'");
            sql.change("INSERT INTO cat_lot (code, sku_code, produced_on) VALUES ('PAGE-1', 'K', '2026-11-01')");
        });
        assertThat(page("/cunlu/10/PAGE-1")).contains("<html lang=\"zh-CN\">", "PAGE-1", "采收、生产", "2026-11-01");
        assertThat(page("/trace/PAGE-1?lang=en")).contains("From the field to the buyer", "harvested or made");
        var request = HttpRequest.newBuilder(server.getURI().resolve("/cunlu/10/NO-SUCH-LOT"))
                .header("Accept", "text/html")
                .build();
        assertThat(CLIENT.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(404);
    }

    @Test
    void findsByPlainForm() throws Exception {
        assertThat(page("/?q=%E5%BF%A0%E6%A9%99+3").split("class=\"card\"", -1)).hasSize(2);
        assertThat(page("/?q=nothing-like-it")).contains("没有找到商品").contains("value=\"nothing-like-it\"");
        assertThat(page("/?direction=DOWN").split("class=\"card\"", -1)).hasSize(11);
        assertThat(page("/?direction=sideways").split("class=\"card\"", -1)).hasSize(25);
        assertThat(page("/?cursor=broken").split("class=\"card\"", -1)).hasSize(25);
    }

    @Test
    void speaksEnglishWhenAskedAndOnEveryLink() throws Exception {
        String page = page("/?lang=en&q=%E5%BF%A0%E6%A9%99");
        assertThat(page)
                .contains("<html lang=\"en\">")
                .contains("Results for “忠橙”")
                .contains("&amp;lang=en")
                .doesNotContain("首页");
        assertThat(page).contains("name=\"lang\" value=\"en\"");
    }

    @Test
    void countsTheStationsOfEachTownship() throws Exception {
        String page = page("/").replaceAll("\\s+", " ");
        assertThat(page).contains("2 个乡镇中转站；2 个村级站点已开通，1 个在规划中");
        assertThat(page)
                .contains("新立镇中转站</th> <td class=\"number\">2</td> <td class=\"number\">1</td>")
                .contains("马灌镇中转站</th> <td class=\"number\">0</td> <td class=\"number\">0</td>");
    }

    @Test
    void writesNothingOfOthersAsItsOwn() throws Exception {
        assertThat(page("/")).doesNotContain("<b>麻三元").contains("&lt;b&gt;麻三元");
        String attacked = page("/?q=%22%3E%3Cscript%3Ealert(1)%3C/script%3E&lang=%22onload%3D1&cursor=0");
        assertThat(attacked).doesNotContain("<script>alert").doesNotContain("\"onload");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/?lang=en", "/openapi", "/openapi?lang=en"})
    void loadsNothingFromElsewhereAndAllThatItNames(String path) throws Exception {
        // A form that changes something leads to what cannot be looked at.
        String page = page(path).replaceAll("<form[^>]* method=\"post\"", "<form");
        var addresses = ADDRESS.matcher(page)
                .results()
                .map(address -> address.group(1).replace("&amp;", "&"))
                .distinct()
                // The offers of this test are made up, and have no products.
                .filter(address -> !address.startsWith("/goods/P"))
                .toList();
        assertThat(addresses).hasSizeGreaterThan(4).allMatch(address -> address.startsWith("/"));
        for (String address : addresses) {
            assertThat(get(address).statusCode()).as(address).isEqualTo(200);
        }
        assertThat(page).doesNotContain("http://").doesNotContain("https://");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/openapi"})
    void letsTheBrowserRunItsOwnScriptsOnly(String path) throws Exception {
        String policy =
                get(path).headers().firstValue("Content-Security-Policy").orElseThrow();
        assertThat(policy).contains("frame-ancestors 'none'").contains("'self'").doesNotContain("http");
        assertThat(policy).doesNotContain("unsafe");
        assertThat(page(path)).doesNotContainPattern("<script(?![^>]* src=)").doesNotContainPattern(" on[a-z]+=");
    }

    @Test
    void servesFilesAndNothingBesideThem() throws Exception {
        assertThat(get("/assets/cunlu.css").headers().firstValue("Content-Type").orElseThrow())
                .startsWith("text/css");
        assertThat(get("/assets/../application.yml").statusCode()).isEqualTo(404);
        assertThat(get("/assets/%2e%2e/words_zh.properties").statusCode()).isIn(400, 404);
        assertThat(get("/webjars/nothing.js").statusCode()).isEqualTo(404);
        assertThat(get("/words_zh.properties").statusCode()).isEqualTo(404);
        assertThat(get("/swagger/cunlu-accounts.json").statusCode()).isEqualTo(404);
    }

    private String page(String path) throws IOException, InterruptedException {
        var answer = get(path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/html");
        return answer.body();
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        var uri = java.net.URI.create(server.getURI() + path);
        return CLIENT.send(
                HttpRequest.newBuilder(uri)
                        .header("Accept", "text/html,*/*;q=0.8")
                        .build(),
                BodyHandlers.ofString());
    }
}
