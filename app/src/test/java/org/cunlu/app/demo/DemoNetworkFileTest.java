package org.cunlu.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

class DemoNetworkFileTest {
    @Test
    void theCommittedFileIsWhatTheFactsGive() throws IOException {
        String committed = Files.readString(DemoNetworkFile.FOLDER.resolve("network.csv"));
        assertThat(committed).isEqualTo(DemoNetworkFile.text(DemoCounty.read(DemoNetworkFile.FOLDER)));
    }

    @Test
    void holdsTheCountysOwnFigures() throws IOException {
        DemoCounty county = DemoCounty.read(DemoNetworkFile.FOLDER);
        assertThat(county.townships()).hasSize(29);
        assertThat(county.townships().stream()
                        .mapToInt(each -> each.villages().size())
                        .sum())
                .isEqualTo(372);
        assertThat(county.townships().stream()
                        .mapToInt(each -> each.stations().size())
                        .sum())
                .isEqualTo(245);
        assertThat(county.townships().stream()
                        .mapToInt(DemoCounty.Township::openStations)
                        .sum())
                .isEqualTo(152);
    }

    @Test
    void circuitsAreBackBeforeTheAfternoonVanLeaves() throws IOException {
        var lines = new DemoTimetable(DemoCounty.read(DemoNetworkFile.FOLDER)).lines();
        assertThat(lines)
                .filteredOn(line -> line.code().endsWith("-PM"))
                .hasSize(29)
                .allSatisfy(line -> assertThat(line.calls().getLast().arrive()).isLessThanOrEqualTo(16 * 60 + 15));
        assertThat(lines)
                .filteredOn(line -> line.code().endsWith("-1645"))
                .allSatisfy(line -> assertThat(line.calls().getLast().arrive()).isLessThanOrEqualTo(19 * 60 + 40));
        assertThat(lines)
                .filteredOn(line -> line.code().endsWith("-0530"))
                .allSatisfy(line -> assertThat(line.calls().getLast().arrive()).isLessThanOrEqualTo(8 * 60));
    }
}
