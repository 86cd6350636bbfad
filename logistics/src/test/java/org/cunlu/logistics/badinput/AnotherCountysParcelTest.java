package org.cunlu.logistics.badinput;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cunlu.logistics.StationWork.ScanKind.FOUND;
import static org.cunlu.logistics.StationWork.ScanKind.IN;
import static org.cunlu.logistics.StationWork.ScanKind.OUT;
import static org.cunlu.logistics.StationWork.ScanKind.PACK;
import static org.cunlu.logistics.StationWork.ScanKind.RECEIVE;
import static org.cunlu.logistics.standin.StandInNetwork.COUNTY;
import static org.cunlu.logistics.standin.StandInNetwork.HUB;
import static org.cunlu.logistics.standin.StandInNetwork.TOWN2;
import static org.cunlu.logistics.standin.StandInNetwork.VILLAGE11;
import static org.cunlu.logistics.standin.StandInNetwork.VILLAGE21;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.cunlu.logistics.ScanDraft;
import org.cunlu.logistics.StationWork.ScanKind;
import org.cunlu.logistics.parcel.Work;
import org.cunlu.logistics.parcel.Work.Booked;
import org.cunlu.logistics.standin.Audit;
import org.cunlu.logistics.standin.Room;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A parcel of another county, and one that nobody knows: no scan moves it, not even FOUND, which any node of its county may say. */
@MicronautTest(transactional = false)
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AnotherCountysParcelTest implements TestPropertyProvider {
    private static final String ANOTHER = "500101";

    @Inject
    Work work;

    @Inject
    Audit audit;

    @Override
    public Map<String, String> getProperties() {
        return Room.properties();
    }

    @AfterEach
    void nothingIsOutOfOrder() {
        assertThat(audit.violations()).isEmpty();
    }

    @Test
    void isUnknownHereAndTheAttemptIsWrittenDown() {
        work.at(6, 30);
        Booked booked = work.book(HUB, TOWN2, VILLAGE21);
        work.does(PACK, HUB, booked.barcode(), null);
        assertThat(lost(booked)).isEqualTo("LOST");
        of(ANOTHER, booked);
        List<String> before = work.kept(booked);
        long attempts = 0;
        for (ScanKind kind : List.of(FOUND, RECEIVE, IN, OUT)) {
            assertThat(work.does(kind, VILLAGE11, booked.barcode(), null))
                    .as("%s", kind)
                    .isEqualTo("parcel-unknown");
            assertThat(attempts(booked.barcode())).as("%s", kind).isEqualTo(++attempts);
        }
        assertThat(work.kept(booked)).isEqualTo(before);
        of(COUNTY, booked);
        assertThat(work.does(FOUND, VILLAGE11, booked.barcode(), null)).isEqualTo("AT_NODE");
    }

    @Test
    void whatNobodyKnowsIsUnknownInTheSameWords() {
        work.at(6, 30);
        String nobodys = work.book(HUB, TOWN2).barcode().replaceAll("\\d(?=\\d{3}$)", "0");
        assertThat(work.does(FOUND, VILLAGE21, "P00000000000", null)).isIn("parcel-unknown", "misread");
        assertThat(work.does(IN, VILLAGE21, nobodys, null)).isIn("parcel-unknown", "misread");
    }

    private String lost(Booked booked) {
        return work.answer(ScanDraft.of(work.ids.next(), "gun-1", ScanKind.LOST, HUB)
                .madeAt(work.now())
                .parcel(booked.barcode())
                .reason("找不到 · not found")
                .scan());
    }

    private void of(String county, Booked booked) {
        work.transactions.run(() ->
                work.sql.change("UPDATE log_parcel SET county_code = ? WHERE barcode = ?", county, booked.barcode()));
    }

    private long attempts(String barcode) {
        return work.sql
                .one(
                        "SELECT COUNT(*) AS n FROM ker_trail WHERE subject = ? AND act LIKE '%.refused'",
                        row -> row.number("n"), barcode)
                .orElseThrow();
    }
}
