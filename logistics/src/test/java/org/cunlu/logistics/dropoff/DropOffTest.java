package org.cunlu.logistics.dropoff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.cunlu.logistics.standin.StandInNetwork.TOWN1;
import static org.cunlu.logistics.standin.StandInNetwork.VILLAGE11;
import static org.cunlu.logistics.standin.StandInNetwork.VILLAGE12;
import static org.cunlu.logistics.standin.StandInNetwork.VILLAGE22;
import static org.cunlu.logistics.standin.StandInNetwork.VILLAGE23;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.cunlu.catalog.StorageClass;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.logistics.DropOffs.DropOff;
import org.cunlu.logistics.DropOffs.Order;
import org.cunlu.logistics.DropOffs.Outcome;
import org.cunlu.logistics.ProofPhotos;
import org.cunlu.logistics.Workplaces;
import org.cunlu.logistics.parcel.Work;
import org.cunlu.logistics.parcel.Work.Booked;
import org.cunlu.logistics.standin.Audit;
import org.cunlu.logistics.standin.Rivals;
import org.cunlu.logistics.standin.Room;
import org.cunlu.logistics.standin.StandInCatalog;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What villagers bring is weighed, graded and booked for its owner, packed for an order, or refused with a reason. */
@MicronautTest(transactional = false)
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DropOffTest implements TestPropertyProvider {
    @Inject
    Work work;

    @Inject
    TakingIn takingIn;

    @Inject
    ProofPhotos photos;

    @Inject
    StandInCatalog catalog;

    @Inject
    Audit audit;

    private final Caller keeper = Work.keeper(VILLAGE11);

    @Override
    public Map<String, String> getProperties() {
        return Room.properties();
    }

    @BeforeEach
    void morning() {
        work.at(10, 0);
    }

    @AfterEach
    void stockIsExplained() {
        assertThat(audit.violations()).isEmpty();
    }

    private Order order(String node, String sku, String lot, String parcel, String refused) {
        return new Order(
                node,
                "SHOP1",
                "0D6R9YJ2K4M7N",
                sku,
                sku == null ? "土鸡蛋" : null,
                lot,
                lot == null ? null : LocalDate.of(2026, 11, 20),
                lot == null ? null : LocalDate.of(2027, 2, 20),
                30L,
                14_800L,
                "一级",
                parcel,
                refused,
                null);
    }

    private String sku(StorageClass storageClass, boolean lotTracked) {
        return catalog.sku("D" + work.ids.next(), storageClass, lotTracked);
    }

    private String pieces(String sku) {
        return work.sql
                .list(
                        "SELECT CONCAT(lot_code, ' ', owner, ' ', status, ' ', on_hand) AS kept FROM log_stock_lot"
                                + " WHERE sku_code = ?",
                        row -> row.string("kept"),
                        sku)
                .toString();
    }

    @Test
    void goesOntoTheShelfForItsOwnerByOneActWhoeverSendsItTwice() throws Exception {
        String sku = sku(StorageClass.DRY, true);
        String lot = "L" + work.ids.next();
        String key = work.ids.next();
        var order = order(VILLAGE11, sku, lot, null, null);
        var answers = Rivals.all(4, rival -> takingIn.take(keeper, order, key));
        DropOff done = answers.getFirst();
        assertThat(answers).containsOnly(done);
        assertThat(done.outcome()).isEqualTo(Outcome.CONSIGNED);
        assertThat(done.goods()).isEqualTo("品名 " + sku);
        assertThat(done.actId()).isNotNull();
        assertThat(pieces(sku)).isEqualTo("[" + lot + " SELLER:SHOP1 AVAILABLE 30]");
        assertThat(takingIn.find(keeper, VILLAGE11, done.dropOffId())).isEqualTo(done);
        assertThat(code(() -> takingIn.find(Work.keeper(VILLAGE12), VILLAGE12, done.dropOffId())))
                .isEqualTo("not-found");
        assertThat(code(() -> takingIn.find(Work.keeper(VILLAGE12), VILLAGE11, done.dropOffId())))
                .isEqualTo("not-found");
    }

    @Test
    void whatMayNotStandThereOrIsNotNamedIsRefusedAndNothingIsBooked() {
        String pesticide = sku(StorageClass.HAZARDOUS, false);
        assertThat(code(() -> take(order(VILLAGE23, pesticide, null, null, null))))
                .as("nothing is handed in there at all")
                .isEqualTo("no-drop-off");
        assertThat(code(() -> take(order(VILLAGE22, pesticide, null, null, null))))
                .isEqualTo("class-not-held");
        assertThat(code(() -> take(order(VILLAGE12, sku(StorageClass.CHILLED, false), null, null, null))))
                .as("it may hold what is kept cool, but taking it in is no service of its")
                .isEqualTo("class-not-held");
        assertThat(code(() -> take(order(VILLAGE11, "NO-SUCH", null, null, null))))
                .isEqualTo("sku-unknown");
        String byLot = sku(StorageClass.DRY, true);
        assertThat(code(() -> take(order(VILLAGE11, byLot, null, null, null)))).isEqualTo("lot-missing");
        assertThat(code(() -> take(order(VILLAGE11, null, null, null, null)))).isEqualTo("owner-and-sku-needed");
        assertThat(pieces(pesticide) + pieces(byLot)).isEqualTo("[][]");
        assertThat(code(() -> takingIn.take(
                        Work.keeper(VILLAGE12), order(VILLAGE11, byLot, null, null, null), work.ids.next())))
                .isEqualTo("not-found");
    }

    @Test
    void aRefusalIsKeptWithItsReasonAndBooksNothing() {
        DropOff refused = take(order(VILLAGE11, null, null, null, "已变质"));
        assertThat(refused.outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(refused.reason()).isEqualTo("已变质");
        assertThat(refused.actId()).isNull();
        assertThat(refused.goods()).isEqualTo("土鸡蛋");
    }

    @Test
    void startsAsTheParcelOfAPaidOrderWithTheWeightOfTheScales() {
        Booked booked = work.book(VILLAGE11, TOWN1);
        String key = work.ids.next();
        var order = order(VILLAGE11, null, null, booked.barcode(), null);
        DropOff done = takingIn.take(keeper, order, key);
        assertThat(takingIn.take(keeper, order, key)).isEqualTo(done);
        assertThat(done.outcome()).isEqualTo(Outcome.PARCEL);
        assertThat(done.barcode()).isEqualTo(booked.barcode());
        assertThat(work.state(booked)).isEqualTo("AT_NODE");
        assertThat(work.sql.list(
                        "SELECT weight_grams FROM log_parcel WHERE barcode = ?",
                        row -> row.number("weight_grams"),
                        booked.barcode()))
                .containsExactly(14_800L);
        assertThat(code(() -> take(order))).isEqualTo("already-packed");
        Booked anothers = work.book(VILLAGE12, TOWN1);
        assertThat(code(() -> take(order(VILLAGE11, null, null, anothers.barcode(), null))))
                .isEqualTo("parcel-unknown");
    }

    @Test
    void aPhotoOfHisOwnStaysWithWhatWasHandedInAndAnothersIsRefusedWithIt() throws Exception {
        String photo = photos.send(keeper, VILLAGE11, Workplaces.HANDS, picture());
        String elsewhere = photos.send(Work.keeper(VILLAGE12), VILLAGE12, Workplaces.HANDS, picture());
        String sku = sku(StorageClass.DRY, false);
        for (String unknown : List.of(elsewhere, "0ABCDEFGHJKMN")) {
            assertThat(code(() -> take(photographed(sku, null, null, unknown)))).isEqualTo("photo-unknown");
        }
        assertThat(pieces(sku)).as("nothing of a refused one is booked").isEqualTo("[]");
        DropOff shelved = take(photographed(sku, null, null, photo));
        assertThat(shelved.photoId()).isEqualTo(photo);
        assertThat(takingIn.find(keeper, VILLAGE11, shelved.dropOffId())).isEqualTo(shelved);
        assertThat(photos.jpeg(keeper, photo, Workplaces.HANDS)).isNotEmpty();
        assertThat(code(() -> photos.jpeg(Work.keeper(VILLAGE12), photo, Workplaces.HANDS)))
                .isEqualTo("not-found");
        assertThat(take(photographed(null, null, "已变质", photo)).photoId()).isEqualTo(photo);
        Booked booked = work.book(VILLAGE11, TOWN1);
        assertThat(code(() -> take(photographed(null, booked.barcode(), null, elsewhere))))
                .isEqualTo("photo-unknown");
        assertThat(take(photographed(null, booked.barcode(), null, photo)).photoId())
                .isEqualTo(photo);
        assertThat(work.sql.list("SELECT kind FROM log_scan WHERE photo_id = ?", row -> row.string("kind"), photo))
                .containsExactly("PACK");
    }

    private Order photographed(String sku, String parcel, String refused, String photo) {
        Order plain = order(VILLAGE11, sku, null, parcel, refused);
        return new Order(
                plain.node(),
                plain.seller(),
                plain.villager(),
                plain.skuCode(),
                plain.description(),
                null,
                null,
                null,
                plain.pieces(),
                plain.weightGrams(),
                plain.grade(),
                parcel,
                refused,
                photo);
    }

    private static byte[] picture() throws IOException {
        var bytes = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(40, 30, BufferedImage.TYPE_INT_RGB), "png", bytes);
        return bytes.toByteArray();
    }

    private DropOff take(Order order) {
        return takingIn.take(Work.keeper(order.node()), order, work.ids.next());
    }

    private static String code(Runnable attempt) {
        return catchThrowableOfType(ProblemException.class, attempt::run).code();
    }
}
