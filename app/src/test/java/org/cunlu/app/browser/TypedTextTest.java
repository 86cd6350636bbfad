package org.cunlu.app.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.cunlu.app.county.DemoPerson;
import org.cunlu.kernel.caller.Role;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Whatever anybody typed anywhere is shown to nobody as markup. Its name makes it the last of the journeys (they run by their names): the county
 * is full of what they left, and is of no use to anybody afterwards.
 */
@Tag("browser")
class TypedTextTest {
    /** Pages of one shape, such as orders: so many of all people together, one a person. */
    private static final int ALIKE = 3;

    private static final int PAGES_A_PERSON = 45;
    private static final int INDEXED_WITHIN_MS = 120_000;
    private static final Pattern NAMES = Pattern.compile("[0-9A-Z][0-9A-Z-]{2,}|\\d[\\d.:TZ-]*");
    private static final Pattern SHOWN = Pattern.compile("ran=(\\d+)");
    /** No page, such as a photo, or one that ends what is looked at. */
    private static final Pattern FILES = Pattern.compile(
            "\\.(csv|pdf|xlsx|json|xml|ics|png)|/(api|label|certificate|file|export|events|openapi|sign-out|webjars|assets)");

    private final Map<String, Integer> seen = new HashMap<>();
    private final Set<Integer> shown = new TreeSet<>();
    private final List<String> faults = new ArrayList<>();
    private int pages;

    /** Whoever is asked again afterwards starts another county. */
    @AfterAll
    static void nobodyComesAfter() {
        Stage.leave();
    }

    @Test
    void whatAnybodyTypedIsShownToNobodyAsMarkup() throws Exception {
        OwnCounty county = Stage.open().own().orElse(null);
        Assumptions.assumeTrue(county != null, "spoils its county, so it needs one of its own");
        TypedText.Spoiled spoiled = TypedText.spoil(county.configuration());
        List<String> columns = spoiled.columns();
        county.again();
        intoTheIndex();
        look(null);
        for (DemoPerson person : DemoPerson.all()) {
            look(person);
        }
        System.out.printf(
                "typed text: %d payloads in %d columns, %d pages looked at, columns seen on them: %d%n",
                TypedText.PAYLOADS.size(), columns.size(), pages, shown.size());
        shown.forEach(column -> System.out.println("  " + columns.get(column)));
        spoiled.held().forEach(column -> System.out.println("  held to a form: " + column));
        assertThat(faults).isEmpty();
        assertThat(shown).as("columns that were seen").hasSizeGreaterThanOrEqualTo(12);
    }

    /** What is found by searching comes from the index, which nobody told of all this. */
    private static void intoTheIndex() {
        try (var operator = Visitor.come(Visitor.Kind.DESKTOP)) {
            operator.signIn(DemoPerson.of(Role.COUNTY_OPERATOR).phone(), "/county/search-index");
            operator.page().locator("#rebuild details.sure summary").click();
            operator.page().locator("#rebuild details.sure button").click();
            assertThat(operator.page().locator("#rebuild [role=status]")).isVisible();
            assertThat(operator.page().locator("#rebuild form[action$='/rebuild']"))
                    .isAttached(new LocatorAssertions.IsAttachedOptions().setTimeout(INDEXED_WITHIN_MS));
        }
    }

    private void look(DemoPerson person) {
        try (var visitor = Visitor.come(Visitor.Kind.DESKTOP)) {
            visitor.page()
                    .onDialog(
                            dialog -> faults.add("a dialog on " + visitor.page().url()));
            if (person == null) {
                visitor.open("/");
            } else {
                visitor.signIn(person.phone(), "/account");
            }
            var ahead = new ArrayDeque<String>();
            var known = new TreeSet<String>();
            int left = PAGES_A_PERSON;
            String next = visitor.page().url();
            while (next != null && left-- > 0) {
                visit(visitor.page(), next);
                links(visitor.page()).stream()
                        .filter(link -> known.add(shape(link)))
                        .forEach(ahead::add);
                next = ahead.poll();
                while (next != null && seen.merge(shape(next), 1, Integer::sum) > ALIKE) {
                    next = ahead.poll();
                }
            }
            visitor.complaints().forEach(faults::add);
        }
    }

    private void visit(Page page, String url) {
        Response answer = page.navigate(url);
        pages++;
        if (answer == null || answer.status() >= 500) {
            faults.add((answer == null ? "nothing" : answer.status()) + " from " + url);
        }
        Object run = page.evaluate("""
                () => [window.ran === undefined ? '' : 'ran ' + window.ran,
                  document.querySelectorAll('[data-ran]').length ? 'an element of what was typed' : '',
                  document.querySelectorAll('[href^="javascript:" i],[action^="javascript:" i],[src^="javascript:" i]').length
                    ? 'an address of what was typed' : ''].join(' ').trim()""");
        if (!run.toString().isEmpty()) {
            faults.add(run + " on " + url);
        }
        var found = SHOWN.matcher(page.content());
        while (found.find()) {
            shown.add(Integer.parseInt(found.group(1)));
        }
    }

    private static List<String> links(Page page) {
        @SuppressWarnings("unchecked")
        var links = (List<String>) page.evaluate(
                "() => [...document.querySelectorAll('a[href]')].filter(a => a.origin === location.origin && !a.hash"
                        + " && !a.download && a.target !== '_blank').map(a => a.href)");
        return links.stream()
                .filter(link -> !FILES.matcher(link).find() && !link.contains("lang="))
                .distinct()
                .toList();
    }

    private static String shape(String url) {
        return NAMES.matcher(url.replaceFirst("https?://[^/]+", "").replaceAll("=[^&]*", "="))
                .replaceAll("*");
    }
}
