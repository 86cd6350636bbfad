package org.cunlu.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class DemoStockFileTest {
    @Test
    void theCommittedFileIsWhatTheCatalogGives() throws IOException {
        assertThat(Files.readString(DemoNetworkFile.FOLDER.resolve("stock.csv")))
                .isEqualTo(DemoStockFile.text(DemoNetworkFile.FOLDER));
    }

    @Test
    void allStandsAtOpenNodesAndOrangesSufficeForThirtyOneOrdersAtOnce() throws IOException {
        var open = Files.readAllLines(DemoNetworkFile.FOLDER.resolve("network.csv")).stream()
                .map(row -> row.split(","))
                .filter(row -> row[0].equals("node") && row[5].equals("OPEN"))
                .map(row -> row[1])
                .collect(Collectors.toSet());
        List<String[]> rows = DemoStockFile.text(DemoNetworkFile.FOLDER)
                .lines()
                .skip(1)
                .map(row -> row.split(","))
                .toList();
        assertThat(rows)
                .hasSizeGreaterThan(700)
                .allSatisfy(row -> assertThat(open).contains(row[1]));
        assertThat(rows)
                .filteredOn(row -> row[0].startsWith("ZC-"))
                .allSatisfy(row -> assertThat(Integer.parseInt(row[4])).isGreaterThanOrEqualTo(300));
    }
}
