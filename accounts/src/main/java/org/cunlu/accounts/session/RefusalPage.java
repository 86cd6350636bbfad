package org.cunlu.accounts.session;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.request.RequestIds;

/** A refusal as a page, for whoever sent a form with a browser and would not read JSON. */
final class RefusalPage {
    private static final String BETWEEN_LANGUAGES = " · ";
    private static final String PAGE = """
            <!DOCTYPE html>
            <html lang="zh-CN">
            <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta name="color-scheme" content="light dark">
                <title>%s</title>
                <link rel="stylesheet" href="/assets/cunlu.css">
            </head>
            <body>
            <main>
                <h1>%s</h1>
                <p>%s</p>
                <p>%s</p>
                <p><a href="/">%s</a></p>
                <p><small>%s %s</small></p>
            </main>
            </body>
            </html>
            """;

    private RefusalPage() {}

    /** @return whether a page is asked for by name; programs say that any answer will do, or JSON */
    static boolean wanted(HttpRequest<?> request) {
        return request.accept().stream().anyMatch(type -> type.getName().equals(MediaType.TEXT_HTML));
    }

    /** @param refusal with a detail, and both in two languages */
    static MutableHttpResponse<String> of(HttpRequest<?> request, ProblemException refusal) {
        String page = PAGE.formatted(
                escaped(refusal.problem("").title()),
                bilingual(refusal.problem("").title()),
                bilingual("没有做任何更改。" + BETWEEN_LANGUAGES + "Nothing was changed."),
                bilingual(refusal.getMessage()),
                bilingual("回到首页" + BETWEEN_LANGUAGES + "To the first page"),
                bilingual("请求编号" + BETWEEN_LANGUAGES + "Request"),
                escaped(RequestIds.of(request)));
        return HttpResponse.<String>status(refusal.status(), refusal.code())
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .body(page)
                .contentType(MediaType.TEXT_HTML_TYPE)
                .characterEncoding(StandardCharsets.UTF_8);
    }

    /** Chinese as the page is, what follows marked as English. */
    private static String bilingual(String text) {
        String[] both = text.split(BETWEEN_LANGUAGES, 2);
        return escaped(both[0])
                + Arrays.stream(both)
                        .skip(1)
                        .map(english -> " <span lang=\"en\">" + escaped(english) + "</span>")
                        .collect(Collectors.joining());
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
