package org.cunlu.logistics.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.cunlu.logistics.Node;
import org.cunlu.logistics.Node.Status;
import org.junit.jupiter.api.Test;

class BuildOutTest {
    private static final String HOURS = ",1,08:00,18:00,0,,\n";
    private static final Tables TABLES = tables(
            "record,code,name,tier,parent,status,latitude,longitude,days,opens,closes,handling_minutes,year,stations\n"
                    + "node,H,Hub,HUB,,OPEN,30,108" + HOURS
                    + "node,T,=cmd(),TOWNSHIP,H,OPEN,30,108" + HOURS
                    + "node,U,Ahead,TOWNSHIP,H,OPEN,30,108" + HOURS
                    + "node,A,A,VILLAGE,T,OPEN,30,108" + HOURS
                    + "node,B,B,VILLAGE,T,SUSPENDED,30,108" + HOURS
                    + "node,C,C,VILLAGE,T,PLANNED,30,108" + HOURS
                    + "node,D,D,VILLAGE,U,OPEN,30,108" + HOURS
                    + "plan,T,,,,,,,,,,,2025,1\nplan,T,,,,,,,,,,,2026,2\n");

    @Test
    void eachYearStandsAsItWasAtItsEndAndThePlanAddsUp() {
        BuildOut table = BuildOut.of(townships(), TABLES, lives(), 2025, 2027);
        assertThat(table.rows())
                .containsExactly(
                        row("T", "=cmd()", 2025, 1, 1, 1, 1, 1, 1, 0, 0),
                        row("T", "=cmd()", 2026, 2, 3, 1, 1, 0, 1, 1, 2),
                        row("T", "=cmd()", 2027, 0, 3, 0, 1, 0, 1, 1, 2),
                        row("U", "Ahead", 2025, 0, 0, 0, 0, 0, 0, 0, 0),
                        row("U", "Ahead", 2026, 0, 0, 1, 0, 0, 1, 0, 0),
                        row("U", "Ahead", 2027, 0, 0, 0, 0, 0, 1, 0, 0));
        assertThat(table.totals())
                .as("who is ahead makes up for nobody")
                .containsExactly(
                        row(null, null, 2025, 1, 1, 1, 1, 1, 1, 0, 0),
                        row(null, null, 2026, 2, 3, 2, 1, 0, 2, 1, 2),
                        row(null, null, 2027, 0, 3, 0, 1, 0, 2, 1, 2));
    }

    @Test
    void aSpreadsheetTakesNoNameForAFormula() {
        String csv = BuildOut.of(townships(), TABLES, lives(), 2026, 2026).csv();
        assertThat(csv.lines())
                .containsExactly(
                        "\uFEFFtownship,name,year,plan,due,opened,planned,built,open,suspended,missing",
                        "T,'=cmd(),2026,2,3,1,1,0,1,1,2",
                        "U,Ahead,2026,0,0,1,0,0,1,0,0",
                        ",合计,2026,2,3,2,1,0,2,1,2");
    }

    private static Map<String, BuildOut.Life> lives() {
        return Map.of(
                // D opens in the first moment of the county's 2026.
                "A", life(Status.PLANNED, "2025-03-01", Status.BUILT, "2025-04-01", Status.OPEN, "2025-05-01"),
                "B", life(Status.BUILT, "2025-03-01", Status.OPEN, "2026-05-01", Status.SUSPENDED, "2026-06-01"),
                "C", life(Status.PLANNED, "2025-06-01"),
                "D", life(Status.OPEN, "2025-12-31T16:00:00Z"));
    }

    private static BuildOut.Life life(Object... steps) {
        var moments = new ArrayList<BuildOut.Life.Moment>();
        for (int i = 0; i < steps.length; i += 2) {
            String at = (String) steps[i + 1];
            moments.add(new BuildOut.Life.Moment(
                    (Status) steps[i], Instant.parse(at.contains("T") ? at : at + "T00:00:00Z")));
        }
        return new BuildOut.Life(moments);
    }

    private static BuildOut.Row row(
            String code,
            String name,
            int year,
            int plan,
            int due,
            int opened,
            int planned,
            int built,
            int open,
            int suspended,
            int missing) {
        return new BuildOut.Row(code, name, year, plan, due, opened, planned, built, open, suspended, missing);
    }

    private static List<Node> townships() {
        return List.of(TABLES.places().get("T").node(), TABLES.places().get("U").node());
    }

    private static Tables tables(String csv) {
        NetworkFile file = NetworkFile.read(new StringReader(csv), "500233");
        Tables tables = Draft.lay(file, Tables.empty(), false, code -> List.of());
        assertThat(file.faults().list()).isEmpty();
        return tables;
    }
}
