package org.cunlu.logistics.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.cunlu.logistics.StationWork.ScanKind.BAG;
import static org.cunlu.logistics.StationWork.ScanKind.DAMAGED;
import static org.cunlu.logistics.StationWork.ScanKind.PACK;
import static org.cunlu.logistics.StationWork.ScanKind.SORT;
import static org.cunlu.logistics.standin.StandInNetwork.HUB;
import static org.cunlu.logistics.standin.StandInNetwork.TOWN1;
import static org.cunlu.logistics.standin.StandInNetwork.VILLAGE11;
import static org.cunlu.logistics.standin.StandInNetwork.VILLAGE12;
import static org.cunlu.logistics.standin.StandInNetwork.VILLAGE21;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Grant;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.kernel.media.Picture;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.logistics.ScanDraft;
import org.cunlu.logistics.StationWork.Outcome;
import org.cunlu.logistics.StationWork.Scan;
import org.cunlu.logistics.StationWork.ScanKind;
import org.cunlu.logistics.StationWork.ScanResult;
import org.cunlu.logistics.Workplaces;
import org.cunlu.logistics.parcel.Work;
import org.cunlu.logistics.parcel.Work.Booked;
import org.cunlu.logistics.proof.PhotoTable.Photo;
import org.cunlu.logistics.standin.Audit;
import org.cunlu.logistics.standin.Rivals;
import org.cunlu.logistics.standin.Room;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A photo is sent, a scan names it, who works there or is over it sees it, and what no scan names is forgotten. */
@MicronautTest(transactional = false)
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProofTest implements TestPropertyProvider {
    private static final Caller KEEPER = Work.keeper(VILLAGE11);
    private static final List<Role> DISPATCH = List.of(Role.DISPATCHER);
    private static int drawn;

    @Inject
    Work work;

    @Inject
    Proving proving;

    @Inject
    PhotoTable table;

    @Inject
    Audit audit;

    @Override
    public Map<String, String> getProperties() {
        return Room.properties();
    }

    @BeforeEach
    void atSix() {
        work.at(6, 0);
    }

    @AfterEach
    void auditIsClean() {
        assertThat(audit.violations()).isEmpty();
    }

    /** Each is another picture. */
    private static byte[] file(int width, int height) throws IOException {
        var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        drawn++;
        image.setRGB(0, 0, new Color(drawn % 256, drawn / 256 % 256, 90).getRGB());
        var bytes = new ByteArrayOutputStream();
        ImageIO.write(image, "png", bytes);
        return bytes.toByteArray();
    }

    private Photo sent(byte[] file) {
        return proving.take(KEEPER, VILLAGE11, Workplaces.HANDS, file);
    }

    private Booked packed() {
        Booked booked = work.book(VILLAGE11, TOWN1, VILLAGE12);
        assertThat(work.does(PACK, VILLAGE11, booked.barcode(), null)).isEqualTo("AT_NODE");
        return booked;
    }

    private Scan scan(ScanKind kind, Booked booked, String photoId) {
        return ScanDraft.of(work.ids.next(), "gun-1", kind, VILLAGE11)
                .madeAt(work.now())
                .parcel(booked.barcode())
                .reason(kind == DAMAGED ? "压坏了" : null)
                .photo(photoId)
                .scan();
    }

    private static Caller dispatcher(String node) {
        return new Caller(
                "DISPATCHER" + node, List.of(new Grant(Role.DISPATCHER, new Scope(Scope.Kind.SUBTREE, node))));
    }

    private static String code(Runnable deed) {
        var problem = catchThrowableOfType(ProblemException.class, deed::run);
        return problem == null ? "done" : problem.code();
    }

    @Test
    void isKeptAsWeDrawItAndShownToWhoWorksThereOrIsOverIt() throws IOException {
        Photo photo = sent(file(2_000, 1_000));
        assertThat(List.of(photo.width(), photo.height())).containsExactly(1_600, 800);
        Booked booked = packed();
        assertThat(work.answer(scan(DAMAGED, booked, photo.photoId()))).isEqualTo("AT_NODE");

        byte[] seen = proving.show(KEEPER, photo.photoId(), Workplaces.HANDS).bytes();
        assertThat(Picture.sha256(seen)).isEqualTo(photo.sha256());
        assertThat(ImageIO.read(new ByteArrayInputStream(seen)).getWidth()).isEqualTo(1_600);
        assertThat(proving.show(dispatcher(HUB), photo.photoId(), DISPATCH).bytes())
                .isEqualTo(seen);
        assertThat(proving.of(dispatcher(TOWN1), booked.barcode(), DISPATCH))
                .extracting(PhotoTable.Shown::photoId, PhotoTable.Shown::what)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(photo.photoId(), "DAMAGED"));

        for (Caller stranger : List.of(Work.keeper(VILLAGE21), Work.keeper(TOWN1))) {
            assertThat(code(() -> proving.show(stranger, photo.photoId(), Workplaces.HANDS)))
                    .isEqualTo("not-found");
            assertThat(proving.of(stranger, booked.barcode(), Workplaces.HANDS)).isEmpty();
        }
        assertThat(code(() -> proving.show(dispatcher(VILLAGE21), photo.photoId(), DISPATCH)))
                .isEqualTo("not-found");
        assertThat(code(() -> proving.show(KEEPER, photo.photoId(), DISPATCH))).isEqualTo("not-found");
        assertThat(code(() -> proving.show(KEEPER, "0000000000000", Workplaces.HANDS)))
                .isEqualTo("not-found");
    }

    @Test
    void sentTwiceAlsoAtOnceIsOnePhoto() throws Exception {
        byte[] file = file(30, 20);
        var answers = Rivals.all(4, rival -> sent(file));
        assertThat(answers).extracting(Photo::photoId).containsOnly(sent(file).photoId());
        assertThat(sent(file(30, 20)).photoId()).isNotEqualTo(answers.getFirst().photoId());
    }

    @Test
    void belongsToTheOneWhoSentItAndTheNodeItWasSentFor() throws IOException {
        var two = Work.keeper(VILLAGE11, VILLAGE12);
        String elsewhere =
                proving.take(two, VILLAGE12, Workplaces.HANDS, file(10, 10)).photoId();
        Caller colleague = new Caller("COLLEAGUE", KEEPER.grants());
        String colleagues = proving.take(colleague, VILLAGE11, Workplaces.HANDS, file(10, 10))
                .photoId();
        Booked booked = packed();
        for (String photo : List.of(elsewhere, colleagues, "0000000000000", "'; --", "照片")) {
            assertThat(work.answer(scan(SORT, booked, photo))).as(photo).isEqualTo("photo-unknown");
        }
        assertThat(code(() -> proving.take(KEEPER, VILLAGE21, Workplaces.HANDS, new byte[0])))
                .isEqualTo("not-found");
    }

    @Test
    void isPartOfTheScanWhichIsSafeToRepeat() throws IOException {
        Booked booked = packed();
        Scan first = scan(SORT, booked, sent(file(10, 10)).photoId());
        assertThat(work.answer(first)).isEqualTo("AT_NODE");
        assertThat(work.desk.scan(KEEPER, List.of(first)).getFirst().outcome()).isEqualTo(Outcome.REPEATED);
        Scan other = ScanDraft.of(first.scanId(), "gun-1", SORT, VILLAGE11)
                .madeAt(first.deviceTime())
                .parcel(booked.barcode())
                .photo(sent(file(10, 10)).photoId())
                .scan();
        assertThat(work.answer(other)).isEqualTo("scan-id-reused");
    }

    @Test
    void inABatchOneWithoutItsPhotoIsRefusedAndTheOthersGoOn() throws IOException {
        var parcels = List.of(packed(), packed(), packed());
        String photo = sent(file(10, 10)).photoId();
        var batch = new ArrayList<Scan>();
        batch.add(scan(SORT, parcels.get(0), photo));
        batch.add(scan(SORT, parcels.get(1), "0000000000000"));
        batch.add(scan(SORT, parcels.get(2), photo));
        assertThat(work.desk.scan(KEEPER, batch))
                .extracting(ScanResult::code)
                .containsExactly(null, "photo-unknown", null);
    }

    @Test
    void whatNoScanNamesIsForgottenAfterADayAndWhatOneNamesStays() throws IOException {
        byte[] file = file(10, 10);
        String unused = sent(file).photoId();
        String used = sent(file(10, 10)).photoId();
        String refused = sent(file(10, 10)).photoId();
        String fresh = sent(file(10, 10)).photoId();
        Booked booked = packed();
        work.answer(scan(SORT, booked, used));
        assertThat(work.answer(scan(BAG, booked, refused))).isEqualTo("scan-invalid");
        for (String old : List.of(unused, used, refused)) {
            work.transactions.run(() -> work.sql.change(
                    "UPDATE log_photo SET uploaded_at = uploaded_at - INTERVAL 25 HOUR WHERE photo_id = ?", old));
        }
        assertThat(sent(file).photoId()).isEqualTo(unused);
        while (table.forgetUnused(Duration.ofHours(24), 100) > 0) {
            // Those of other tests too.
        }
        // Sent again, it begins anew.
        assertThat(Arrays.asList(unused, used, refused, fresh).stream()
                        .map(each -> table.find(each).isPresent())
                        .toList())
                .containsExactly(true, true, false, true);
    }

    @Test
    void nothingButPicturesIsTaken() {
        byte[] svg = "<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"
                .getBytes(StandardCharsets.UTF_8);
        assertThat(code(() -> sent(svg))).isEqualTo("picture-kind-unknown");
        assertThat(code(() -> sent(new byte[2 * 1024 * 1024 + 1]))).isEqualTo("picture-too-large");
    }
}
