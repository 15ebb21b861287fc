package io.thalweg.streams.decode;

import static io.thalweg.streams.decode.Decoding.assertRejected;
import static io.thalweg.streams.decode.Decoding.decoder;
import static io.thalweg.streams.decode.Decoding.reading;
import static org.assertj.core.api.Assertions.assertThat;

import io.thalweg.model.item.Reading;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvDecoderTest {
  private final EventDecoder decoder =
      decoder(
          "format: csv, timestamp: ts, entity: host, fields: [b, a], columns: [ts, host, a, note, b]");

  @Test
  void decode_line_ordersValuesAsTheFields() {
    Reading reading = reading(decoder, "2024-01-01T00:00:00Z,web-1,1.5,whatever,-2e3");
    assertThat(reading.entity()).isEqualTo("web-1");
    assertThat(reading.timestampMillis()).isEqualTo(1_704_067_200_000L);
    assertThat(reading.values()).containsExactly(-2000, 1.5);
    assertThat(reading.partition()).isEqualTo(3);
    assertThat(reading.offset()).isEqualTo(99);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n", ""})
  void decode_lineBreakAtTheEnd_isDropped(String end) {
    assertThat(reading(decoder, "1,h,1,n,2" + end).values()).containsExactly(2, 1);
  }

  @Test
  void decode_emptyOrBlankCell_isMissing() {
    assertThat(reading(decoder, "1,h,,n,2").values()).containsExactly(2, Double.NaN);
    assertThat(reading(decoder, "1,h,  ,n,4").values()).containsExactly(4, Double.NaN);
    assertThat(reading(decoder, "1,h,\"\",n, 2 ").values()).containsExactly(2, Double.NaN);
  }

  @Test
  void decode_quotedCells_areUnquoted() {
    Reading reading = reading(decoder, "\"1\",\"a \"\"b\"\", c\",\"3\",\"line\nbreak\",\"4\"");
    assertThat(reading.entity()).isEqualTo("a \"b\", c");
    assertThat(reading.timestampMillis()).isEqualTo(1000);
    assertThat(reading.values()).containsExactly(4, 3);
  }

  @Test
  void decode_recordsAfterEachOther_shareNothing() {
    Reading first = reading(decoder, "1,h,1,n,2");
    Reading second = reading(decoder, "2,h,,n,3");
    assertThat(first.values()).containsExactly(2, 1);
    assertThat(second.values()).containsExactly(3, Double.NaN);
    assertThat(second.entity()).isSameAs(first.entity());
  }

  @Test
  void decode_noConfiguredTimestampOrEntity_usesTheKafkaRecord() {
    EventDecoder plain = decoder("format: csv, fields: [a], columns: [a], delimiter: ;");
    assertThat(reading(plain, "1").entity()).isEqualTo("key-7");
    assertThat(reading(plain, "1").timestampMillis()).isEqualTo(Decoding.KAFKA_TIME);
    byte[] one = {'1'};
    for (byte[] noKey : new byte[][] {null, {}}) {
      Decoded decoded = plain.decode(noKey, one, 5, 0, 0);
      assertThat(((Decoded.Event) decoded).reading().entity()).isEqualTo("plant");
    }
    assertThat(plain.decode(new byte[] {(byte) 0xFF}, one, 5, 0, 0))
        .isEqualTo(new Decoded.Rejected(RejectReason.BAD_ENTITY, "the entity's name is not UTF-8"));
    assertThat(((Decoded.Rejected) plain.decode(null, one, -1, 0, 0)).reason())
        .isEqualTo(RejectReason.MISSING_TIMESTAMP);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '#',
      value = {
        "1,h,1,n                 # WRONG_FIELD_COUNT",
        "1,h,1,n,2,3             # WRONG_FIELD_COUNT",
        "1,h,x,n                 # WRONG_FIELD_COUNT",
        "word                    # WRONG_FIELD_COUNT",
        "1,h,NaN,n,2             # NOT_A_NUMBER",
        "1,h,-nan,n,2            # NOT_A_NUMBER",
        "1,h,inf,n,2             # INFINITE",
        "1,h,-Infinity,n,2       # INFINITE",
        "1,h,1e999,n,2           # INFINITE",
        "1,h,one,n,2             # NON_NUMERIC",
        "1,h,0x1F,n,2            # NON_NUMERIC",
        "1,h,1.5f,n,2            # NON_NUMERIC",
        "1,h,true,n,2            # NON_NUMERIC",
        "1,h,null,n,2            # NON_NUMERIC",
        "1,h,1 2,n,2             # NON_NUMERIC",
        "ts,host,a,note,b        # BAD_TIMESTAMP",
        ",h,1,n,2                # MISSING_TIMESTAMP",
        "noon,h,1,n,2            # BAD_TIMESTAMP",
        "-5,h,1,n,2              # BAD_TIMESTAMP",
        "2023-02-30,h,1,n,2      # BAD_TIMESTAMP",
        "1,,1,n,2                # MISSING_ENTITY",
        "1,\" \",1,n,2           # MISSING_ENTITY",
        "1,h,,n,                 # NO_KNOWN_FIELD",
        "1,h,\"1,n,2             # MALFORMED",
        "1,h,\"1\"x,n,2          # MALFORMED",
        "1,h,1\",n,2             # MALFORMED",
        "1,h,1,n,\"              # MALFORMED",
        "1,h,1,n,\"\"\"          # MALFORMED"
      })
  void decode_badLine_isRejectedForTheRightReason(String line, RejectReason reason) {
    assertRejected(decoder, line, reason);
  }

  @Test
  void decode_boundsAndBytes_areRejectedForTheRightReason() {
    assertRejected(decoder, new byte[0], RejectReason.EMPTY);
    assertRejected(decoder, "\n", RejectReason.EMPTY);
    assertRejected(decoder, "  ", RejectReason.EMPTY);
    assertRejected(decoder, "1,h,1,n,2\n1,h,1,n,2", RejectReason.MALFORMED);
    assertRejected(decoder, "1," + "h".repeat(257) + ",1,n,2", RejectReason.BAD_ENTITY);
    assertRejected(decoder, "1,a\u0007b,1,n,2", RejectReason.BAD_ENTITY);
    assertRejected(
        decoder, "1,\u00e4,1,n,2".getBytes(StandardCharsets.ISO_8859_1), RejectReason.BAD_ENTITY);
    Decoded tombstone = decoder.decode(null, null, 0, 0, 0);
    assertThat(((Decoded.Rejected) tombstone).reason()).isEqualTo(RejectReason.EMPTY);
    EventDecoder small = decoder("format: csv, fields: [a], columns: [a], max.record.bytes: 64");
    assertThat(reading(small, "0".repeat(64)).values()).containsExactly(0);
    assertRejected(small, "0".repeat(65), RejectReason.TOO_LARGE);
  }

  @Test
  void decode_tabDelimiter_keepsEmptyCellsApart() {
    EventDecoder tabs = decoder("format: csv, fields: [a, b], columns: [a, b], delimiter: \"\\t\"");
    assertThat(reading(tabs, "\t2").values()).containsExactly(Double.NaN, 2);
    assertThat(reading(tabs, "1\t").values()).containsExactly(1, Double.NaN);
  }
}
