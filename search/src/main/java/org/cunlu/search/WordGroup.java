package org.cunlu.search;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/**
 * Words that belong together.
 * @param code stable
 * @param version rises with each change, from 1
 */
@Serdeable
@Schema(name = "SearchWordGroup")
public record WordGroup(String code, Kind kind, List<String> words, long version) {
    public WordGroup {
        words = List.copyOf(words);
    }

    /** What a group of words is for. */
    @Schema(name = "SearchWordKind")
    public enum Kind {
        /** They mean the same: 土豆, 洋芋, 马铃薯. */
        SAME,
        /** Names that no dictionary has: brands, varieties, villages. */
        NAME,
        /** They say nothing in a question: 我, 想, 买. */
        STOP
    }
}
