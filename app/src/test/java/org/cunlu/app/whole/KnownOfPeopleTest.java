package org.cunlu.app.whole;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.ApplicationContext;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.cunlu.accounts.PersonalData;
import org.cunlu.devstack.Server;
import org.cunlu.devstack.TestServers;
import org.cunlu.kernel.db.Sql;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Every table that can tell something of a person is in a part of {@link PersonalData}, which exports and erases it, or in a closed
 * list with the reason why it stays as it is. Whoever adds a table or column decides here.
 */
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KnownOfPeopleTest {
    /** Columns that name a person, hold data of his, or find him. */
    private static final Pattern OF_PEOPLE =
            Pattern.compile("account(_id)?|.*_account|merged_into|.*phone.*|.*_sealed|.*_index"
                    + "|buyer.*|person_id|actor(_id)?|viewer|subject|recipient_id|holder|agent|owner|.*_by");

    private static final Map<String, String> SECTIONS = new TreeMap<>(Map.of());
    private static final Map<String, String> STAYS = new TreeMap<>(Map.of());

    private ApplicationContext context;

    @BeforeAll
    void start() {
        var properties = new HashMap<String, Object>(TestServers.properties("known", Server.DATABASE));
        properties.put("cunlu.consumers.enabled", "false");
        properties.put("cunlu.schedulers.enabled", "false");
        context = ApplicationContext.builder()
                .packages("org.cunlu")
                .properties(properties)
                .start();
    }

    @AfterAll
    void stop() {
        context.close();
    }

    @Test
    void everyTableThatTellsOfPeopleIsExportedAndErasedOrStaysForAReason() {
        var listed = new TreeSet<String>(SECTIONS.keySet());
        listed.addAll(STAYS.keySet());
        assertThat(tables().toString()).isEqualTo("");
        assertThat(tables().keySet()).isEqualTo(listed);
        assertThat(SECTIONS.keySet()).doesNotContainAnyElementsOf(STAYS.keySet());
    }

    @Test
    void everySectionIsThere() {
        Set<String> sections = context.getBeansOfType(PersonalData.class).stream()
                .map(PersonalData::section)
                .collect(Collectors.toSet());
        assertThat(sections).containsAll(SECTIONS.values());
    }

    /** @return tables with their columns that tell of people */
    private Map<String, Set<String>> tables() {
        var found = new TreeMap<String, Set<String>>();
        context
                .getBean(Sql.class)
                .list(
                        "SELECT table_name AS t, column_name AS c FROM information_schema.columns"
                                + " WHERE table_schema = DATABASE()",
                        row -> Map.entry(row.string("t"), row.string("c")))
                .stream()
                .filter(column -> OF_PEOPLE.matcher(column.getValue()).matches())
                .forEach(column -> found.computeIfAbsent(column.getKey(), table -> new TreeSet<>())
                        .add(column.getValue()));
        return found;
    }
}
