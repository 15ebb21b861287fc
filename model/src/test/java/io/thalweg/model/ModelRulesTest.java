package io.thalweg.model;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.thalweg.model.evaluate.CollapseMeasures;
import io.thalweg.model.evaluate.Procrustes;

/** Which package may know which. */
@AnalyzeClasses(packages = "io.thalweg.model", importOptions = ImportOption.DoNotIncludeTests.class)
final class ModelRulesTest {

  @ArchTest
  static final ArchRule model_knowsNothingOfKafkaOrAvro =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.kafka..", "org.apache.avro..", "io.thalweg.streams..");

  @ArchTest
  static final ArchRule encoder_doesNotKnowWhatFeedsIt =
      classes()
          .that()
          .resideInAPackage("..model.encoder")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..", "org.jspecify..", "..model.encoder..", "..model.layer..", "..model.spec..");

  @ArchTest
  static final ArchRule dl4jEncoder_knowsNoMoreOfUs =
      classes()
          .that()
          .resideInAPackage("..model.encoder.dl4j..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..",
              "org.jspecify..",
              "org.deeplearning4j..",
              "org.nd4j..",
              "org.bytedeco..",
              "com.fasterxml.jackson..",
              "..model.encoder..");

  @ArchTest
  static final ArchRule detect_knowsNumbersOnly =
      classes()
          .that()
          .resideInAPackage("..model.detect..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("java..", "org.jspecify..", "..model.detect..");

  @ArchTest
  static final ArchRule text_needsLayersSchedulesSpecsAndStateOnly =
      classes()
          .that()
          .resideInAPackage("..model.text..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..",
              "org.jspecify..",
              "..model.text..",
              "..model.layer..",
              "..model.optim..",
              "..model.spec..",
              "..model.state..",
              // Tokenizers of others, and the files they are in: see the next rule.
              "ai.djl.huggingface.tokenizers.jni..",
              "com.fasterxml.jackson.core..");

  @ArchTest
  static final ArchRule tokenizersOfOthers_areOneTokenizersMatter =
      noClasses()
          .that()
          .resideInAPackage("io.thalweg.model..")
          .and()
          .haveSimpleNameNotStartingWith("HuggingFace")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("ai.djl..");

  @ArchTest
  static final ArchRule items_doNotKnowWhatLearnsThem =
      noClasses()
          .that()
          .resideInAPackage("..model.item..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "..model.encoder..",
              "..model.learn..",
              "..model.objective..",
              "..model.pretext..",
              "..model.serve..",
              "..model.snapshot..");

  @ArchTest
  static final ArchRule serving_doesNotLearn =
      noClasses()
          .that()
          .resideInAnyPackage("..model.serve..", "..model.snapshot..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("..model.learn..", "..model.optim..");

  @ArchTest
  static final ArchRule snapshots_areReadWithoutJavaSerialization =
      noClasses()
          .should()
          .dependOnClassesThat()
          .haveFullyQualifiedName("java.io.ObjectInputStream");

  /** The gate measures with two classes of evaluate, whose backtest in turn drives the learner. */
  @ArchTest
  static final ArchRule packages_haveNoCycles_butForTheGatesMeasures =
      slices()
          .matching("io.thalweg.model.(*)..")
          .should()
          .beFreeOfCycles()
          .ignoreDependency(
              resideInAPackage("..model.learn.."),
              type(CollapseMeasures.class).or(type(Procrustes.class)));
}
