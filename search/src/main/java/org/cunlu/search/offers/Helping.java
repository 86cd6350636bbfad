package org.cunlu.search.offers;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.List;
import org.cunlu.catalog.Assortment;
import org.cunlu.search.Asked;
import org.cunlu.search.Search;
import org.cunlu.search.Search.Choice;
import org.cunlu.search.Search.Field;

/** Ways on for whoever found nothing: what he may have meant, what others look for, where there is something. */
@Singleton
class Helping {
    private static final int CHOICES_MAX = 8;
    private static final int MEANT_MAX = 3;

    private final Search search;
    private final Asked asked;
    private final Assortment assortment;
    private final Gate gate;
    private final @Nullable Suggesting suggesting;

    Helping(Search search, Asked asked, Assortment assortment, Gate gate, @Nullable Suggesting suggesting) {
        this.search = search;
        this.asked = asked;
        this.assortment = assortment;
        this.gate = gate;
        this.suggesting = suggesting;
    }

    HelpController.Help help(@Nullable String words) {
        var all = search.find(new Search.Query(null, null, null, null, null, 1));
        List<Choice> categories = choices(all, Field.CATEGORY);
        if (categories.isEmpty()) {
            categories = assortment.categories().stream()
                    .limit(CHOICES_MAX)
                    .map(each -> new Choice(each.code(), each.name(), 0))
                    .toList();
        }
        return new HelpController.Help(
                meant(words == null ? "" : words), asked.hot(), categories, choices(all, Field.BRAND), all.source());
    }

    private List<Search.Suggestion> meant(String words) {
        String typed = Tokens.typed(words);
        if (suggesting == null || !gate.isOpen() || typed.isEmpty()) {
            return List.of();
        }
        try {
            return suggesting.meant(typed).stream().limit(MEANT_MAX).toList();
        } catch (IndexAway e) {
            // Help can wait; whether the index is asked further is found out by searchers.
            return List.of();
        }
    }

    private static List<Choice> choices(Search.Found all, Field field) {
        return all.facets().stream()
                .filter(facet -> facet.field() == field)
                .flatMap(facet -> facet.choices().stream())
                .limit(CHOICES_MAX)
                .toList();
    }
}
