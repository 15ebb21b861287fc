package io.thalweg.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.avro.util.ClassSecurityValidator;
import org.junit.jupiter.api.Test;

class TrustedClassesTest {
  @Test
  void trust_record_trustsItsNestedTypesAndNothingElse() {
    AvroCodec.of(SnapshotManifest.class);

    ClassSecurityValidator.validate(SnapshotManifest.class);
    ClassSecurityValidator.validate(PartInfo.class);
    ClassSecurityValidator.validate(Sha256.class);
    ClassSecurityValidator.validate(Integer.class); // trusted before, trusted still
    assertThatThrownBy(() -> ClassSecurityValidator.validate(ModelTopicKeys.class))
        .isInstanceOf(SecurityException.class);
    assertThatThrownBy(() -> ClassSecurityValidator.validate(java.io.File.class))
        .isInstanceOf(SecurityException.class);
  }

  /** Avro copies an enum by loading its class: without trust, the copy is refused. */
  @Test
  void trustRecords_beforeAnyCodec_letsRecordsBeCopied() {
    AvroCodec.trustRecords();
    Alert alert = new Alert();
    alert.setStatistic(SurpriseStatistic.MAX);

    assertThat(Alert.newBuilder(alert).getStatistic()).isEqualTo(SurpriseStatistic.MAX);
  }

  @Test
  void trust_again_doesNotLengthenTheChain() {
    AvroCodec.of(Alert.class);
    var before = ClassSecurityValidator.getGlobal();

    AvroCodec.of(Alert.class);

    assertThat(ClassSecurityValidator.getGlobal()).isSameAs(before);
  }
}
