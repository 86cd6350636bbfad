package org.cunlu.search.words;

import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Put;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.paging.Page;
import org.cunlu.search.WordDesk;
import org.cunlu.search.WordGroup;

/** Words of search. A change is in force when the index was made anew, seconds later. */
@Controller("/api/county/search-words")
@Secured("COUNTY_OPERATOR")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "county")
class WordController {
    private final WordDesk keeping;

    WordController(WordDesk keeping) {
        this.keeping = keeping;
    }

    /** @param version that was seen, 0 for a new group */
    @Serdeable
    @Schema(name = "SearchWordsWanted")
    record Wanted(
            @NotNull WordGroup.Kind kind,
            @NotNull @Size(min = 1, max = 40) List<@NotNull @Size(max = 20) String> words,
            @PositiveOrZero long version) {}

    @Get
    Page<WordGroup> all() {
        return new Page<>(keeping.all(), null);
    }

    @Put("/{code}")
    WordGroup put(
            @Parameter(hidden = true) Caller caller,
            @Pattern(regexp = WordDesk.CODE) String code,
            @Body @Valid Wanted body) {
        return keeping.put(caller, code, body.kind(), body.words(), body.version());
    }

    @Delete("/{code}")
    @Status(HttpStatus.NO_CONTENT)
    void remove(@Parameter(hidden = true) Caller caller, String code, @QueryValue long version) {
        keeping.remove(caller, code, version);
    }
}
