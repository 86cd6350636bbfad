package org.cunlu.web.county;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.paging.Page;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.search.WordDesk;
import org.cunlu.search.WordGroup;
import org.cunlu.web.Desk;
import org.cunlu.web.Fields;

/** Words of search: groups that mean the same, names, words that say nothing. */
@Controller(WordPages.WORDS)
@Secured("COUNTY_OPERATOR")
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(MediaType.TEXT_HTML)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@Hidden
class WordPages {
    static final String WORDS = CountyPages.COUNTY + "/words";
    private static final String ONE = "county/word";
    private static final String NEW = "new";
    private static final int PIECE = 50;
    /** Forty words of twenty characters, and what stands between them. */
    private static final int LENGTH_MAX = 900;

    private final Desk desk;
    private final WordDesk words;
    private final Ids ids;

    WordPages(Desk desk, WordDesk words, Ids ids) {
        this.desk = desk;
        this.words = words;
        this.ids = ids;
    }

    @Get
    HttpResponse<?> list(
            HttpRequest<?> request,
            Caller caller,
            @Nullable @QueryValue WordGroup.Kind kind,
            @Nullable @QueryValue @Size(max = 40) String q,
            @Nullable @QueryValue @Size(max = 32) String cursor) {
        String sought = q == null ? "" : q.strip();
        List<WordGroup> found = words.all().stream()
                .filter(group -> kind == null || group.kind() == kind)
                .filter(group -> sought.isEmpty()
                        || group.code().contains(sought)
                        || group.words().stream().anyMatch(word -> word.contains(sought)))
                .sorted(Comparator.comparing(WordGroup::code))
                .filter(group -> cursor == null || group.code().compareTo(cursor) > 0)
                .limit(PIECE + 1L)
                .toList();
        Page<WordGroup> page = Page.of(found, PIECE, WordGroup::code);
        var facts = new HashMap<String, Object>();
        facts.put("groups", page.items());
        facts.put("cursor", page.next());
        facts.put("kind", kind == null ? "" : kind.name());
        facts.put("q", sought);
        return desk.show(request, WORDS, "county/words", facts);
    }

    /** @param code of a group; {@code new} for one that is not there yet */
    @Get("/{code}")
    HttpResponse<?> one(HttpRequest<?> request, Caller caller, @Size(max = 32) String code) {
        return code.equals(NEW)
                ? desk.show(request, WORDS + "/" + NEW, ONE, facts("W-" + ids.next()))
                : desk.show(request, WORDS + "/" + known(code).code(), ONE, facts(code));
    }

    @Post("/{code}")
    HttpResponse<?> put(
            HttpRequest<?> request,
            Caller caller,
            @Pattern(regexp = WordDesk.CODE) String code,
            @Nullable @Body Map<String, String> posted) {
        Fields form = Fields.of(posted, LENGTH_MAX);
        return desk.act(request, view(code), form, WORDS, "county.note.words", () -> {
            var kind = Typed.choice(form, "kind", WordGroup.Kind.class);
            List<String> said = Arrays.stream(form.typed("words").split("[\\s,，、;；]+"))
                    .filter(word -> !word.isEmpty())
                    .toList();
            words.put(caller, code, kind, said, Typed.number(form, "version"));
        });
    }

    @Post("/{code}/removal")
    HttpResponse<?> remove(
            HttpRequest<?> request,
            Caller caller,
            @Pattern(regexp = WordDesk.CODE) String code,
            @Nullable @Body Map<String, String> posted) {
        Fields form = Fields.of(posted);
        return desk.act(
                request,
                view(code),
                form,
                WORDS,
                "county.note.words",
                () -> words.remove(caller, code, Typed.number(form, "version")));
    }

    private Desk.View view(String code) {
        return new Desk.View(WORDS + "/" + code, ONE, () -> facts(code));
    }

    private Map<String, Object> facts(String code) {
        var facts = new HashMap<String, Object>();
        facts.put("code", code);
        facts.put("group", find(code));
        return facts;
    }

    private WordGroup known(String code) {
        WordGroup group = find(code);
        if (group == null) {
            throw ProblemException.notFound();
        }
        return group;
    }

    private @Nullable WordGroup find(String code) {
        return words.all().stream()
                .filter(group -> group.code().equals(code))
                .findFirst()
                .orElse(null);
    }
}
