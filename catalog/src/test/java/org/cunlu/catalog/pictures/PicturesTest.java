package org.cunlu.catalog.pictures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.http.client.HttpClient;
import io.micronaut.http.client.annotation.Client;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.cunlu.devstack.Server;
import org.cunlu.devstack.TestServers;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Grant;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.problem.ProblemException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@MicronautTest(transactional = false)
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PicturesTest implements TestPropertyProvider {
    private static final Caller SELLER =
            new Caller("LUO0000000001", List.of(new Grant(Role.SELLER, new Scope(Scope.Kind.SHOP, "S-1"))));

    @Inject
    TakingIn taking;

    @Inject
    PictureTable table;

    @Inject
    Sql sql;

    @Inject
    Transactions transactions;

    @Inject
    @Client("/")
    HttpClient http;

    @Override
    public Map<String, String> getProperties() {
        return TestServers.properties("pictures", Server.DATABASE);
    }

    @Test
    void aPictureIsKeptInThreeSizesOnceAndShownForEver() throws IOException {
        byte[] file = png(2_000, 1_000, Color.ORANGE);
        String hash = taking.take(SELLER, file);
        assertThat(taking.take(SELLER, file)).isEqualTo(hash);
        assertThat(sql.list(
                        "SELECT longest FROM cat_picture_file WHERE hash = '" + hash + "'",
                        row -> row.integer("longest")))
                .containsExactlyInAnyOrder(320, 800, 1_600);
        for (int size : TakingIn.SIZES) {
            var answer = http.toBlocking().exchange("/api/shop/media/" + hash + "/" + size, byte[].class);
            var image = ImageIO.read(new ByteArrayInputStream(answer.body()));
            assertThat(image.getWidth()).isEqualTo(size);
            assertThat(image.getHeight()).isEqualTo(size / 2);
            assertThat(answer.header("Cache-Control")).contains("immutable");
            assertThat(answer.header("Content-Type")).startsWith("image/jpeg");
            assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        }
        assertThat(table.known(List.of(hash, "0".repeat(64), "橙"))).containsExactly(hash);
    }

    @Test
    void whatIsNoPictureIsRefused() throws IOException {
        String svg = "<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>";
        assertCode("picture-kind-unknown", svg.getBytes(StandardCharsets.UTF_8));
        assertCode("picture-kind-unknown", "https://elsewhere.example/a.png".getBytes(StandardCharsets.UTF_8));
        assertCode("picture-kind-unknown", new byte[0]);
        byte[] cut = Arrays.copyOf(png(40, 40, Color.RED), 60);
        assertCode("picture-unreadable", cut);
        assertCode("picture-too-large", new byte[5 * 1024 * 1024 + 1]);
        assertCode("picture-too-many-pixels", png(4_001, 4_000, Color.BLUE));
    }

    @Test
    void whatAPolyglotBringsAlongIsGone() throws IOException {
        byte[] picture = png(50, 50, Color.GREEN);
        byte[] script = "<script>alert(1)</script>PK\u0003\u0004".getBytes(StandardCharsets.UTF_8);
        byte[] both = Arrays.copyOf(picture, picture.length + script.length);
        System.arraycopy(script, 0, both, picture.length, script.length);
        String hash = taking.take(SELLER, both);
        for (int size : TakingIn.SIZES) {
            assertThat(new String(table.bytes(hash, size).orElseThrow(), StandardCharsets.ISO_8859_1))
                    .doesNotContain("script");
        }
    }

    /** A script in the file's own metadata, where each reader of pictures takes it for a remark. */
    @Test
    void whatAPicturesMetadataBringsAlongIsGone() throws IOException {
        byte[] remark = "<script>alert(1)</script>".getBytes(StandardCharsets.US_ASCII);
        byte[] jpeg = written("jpg", 50, 50, Color.GREEN);
        var both = new ByteArrayOutputStream();
        both.write(jpeg, 0, 2);
        both.write(new byte[] {(byte) 0xff, (byte) 0xfe, 0, (byte) (remark.length + 2)});
        both.write(remark);
        both.write(jpeg, 2, jpeg.length - 2);
        assertThat(both.toString(StandardCharsets.ISO_8859_1)).contains("script");
        String hash = taking.take(SELLER, both.toByteArray());
        for (int size : TakingIn.SIZES) {
            assertThat(new String(table.bytes(hash, size).orElseThrow(), StandardCharsets.ISO_8859_1))
                    .doesNotContain("script");
        }
    }

    @Test
    void nobodySendsWithoutEnd() throws IOException {
        var other = new Caller("OTHER00000001", SELLER.grants());
        transactions.run(() -> {
            for (int i = 0; i < 500; i++) {
                table.begin("%064x".formatted(i + 1), other.accountId(), java.time.Instant.now());
            }
        });
        byte[] file = png(10, 10, Color.PINK);
        assertThatThrownBy(() -> taking.take(other, file))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.code()).isEqualTo("too-many-pictures"));
    }

    private void assertCode(String code, byte[] file) {
        assertThatThrownBy(() -> taking.take(SELLER, file))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.code()).isEqualTo(code));
    }

    private static byte[] png(int width, int height, Color color) throws IOException {
        return written("png", width, height, color);
    }

    private static byte[] written(String kind, int width, int height, Color color) throws IOException {
        var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        var canvas = image.createGraphics();
        canvas.setColor(color);
        canvas.fillRect(0, 0, width, height);
        canvas.dispose();
        var out = new ByteArrayOutputStream();
        ImageIO.write(image, kind, out);
        return out.toByteArray();
    }
}
