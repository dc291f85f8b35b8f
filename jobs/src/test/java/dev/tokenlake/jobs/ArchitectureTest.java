package dev.tokenlake.jobs;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Date;
import org.junit.jupiter.api.Test;

/** Which part may know which: definitions know no engine, and everything flows one way. */
class ArchitectureTest {
  private static final String PARSING = "dev.tokenlake.parsing..";
  private static final String PRICING = "dev.tokenlake.pricing..";
  private static final String JOBS = "dev.tokenlake.jobs..";

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .withImportOption(location -> !location.contains("/test-"))
          .importPackages("dev.tokenlake");

  @Test
  void allThreePartsAreLookedAt() {
    for (String part : new String[] {PARSING, PRICING, JOBS}) {
      assertThat(CLASSES.that(resideInAPackage(part))).as(part).hasSizeGreaterThan(20);
    }
    assertThat(CLASSES.contain(EndToEndTest.class)).isFalse();
  }

  @Test
  void librariesKnowNoEngine() {
    noClasses()
        .that()
        .resideInAnyPackage(PARSING, PRICING)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.spark..", "org.apache.hadoop..", "scala..", JOBS)
        .check(CLASSES);
  }

  @Test
  void parsingAndPricingDoNotKnowEachOther() {
    noClasses()
        .that()
        .resideInAPackage(PARSING)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(PRICING)
        .check(CLASSES);
    noClasses()
        .that()
        .resideInAPackage(PRICING)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(PARSING)
        .check(CLASSES);
  }

  @Test
  void jobsFlowOneWay() {
    layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .layer("main")
        .definedBy("dev.tokenlake.jobs")
        .layer("cli")
        .definedBy("dev.tokenlake.jobs.cli..")
        .layer("night")
        .definedBy("dev.tokenlake.jobs.night..")
        .layer("steps")
        .definedBy("dev.tokenlake.jobs.ingest..", "dev.tokenlake.jobs.rollup..")
        .layer("facts")
        .definedBy("dev.tokenlake.jobs.facts..")
        .layer("show")
        .definedBy("dev.tokenlake.jobs.show..")
        .layer("ground")
        .definedBy(
            "dev.tokenlake.jobs.place..",
            "dev.tokenlake.jobs.store..",
            "dev.tokenlake.jobs.ledger..",
            "dev.tokenlake.jobs.forget..",
            "dev.tokenlake.jobs.spark..",
            "dev.tokenlake.jobs.lake..",
            "dev.tokenlake.jobs.run..",
            "dev.tokenlake.jobs.config..")
        .whereLayer("main")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("cli")
        .mayOnlyBeAccessedByLayers("main")
        .whereLayer("night")
        .mayOnlyBeAccessedByLayers("cli")
        .whereLayer("steps")
        .mayOnlyBeAccessedByLayers("cli", "night")
        .whereLayer("facts")
        .mayOnlyBeAccessedByLayers("steps")
        .whereLayer("show")
        .mayOnlyBeAccessedByLayers("cli")
        .check(CLASSES);
  }

  @Test
  void noPackagesOfAPartLeanOnEachOther() {
    slices().matching("dev.tokenlake.jobs.(*)..").should().beFreeOfCycles().check(CLASSES);
    slices().matching("dev.tokenlake.parsing.(*)..").should().beFreeOfCycles().check(CLASSES);
    slices().matching("dev.tokenlake.pricing.(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void showingATableNeedsNoSpark() {
    noClasses()
        .that()
        .resideInAPackage("dev.tokenlake.jobs.show..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.spark..", "scala..")
        .check(CLASSES);
  }

  @Test
  void onlyTheRollupKnowsBothLibraries() {
    classes()
        .that()
        .resideInAPackage("dev.tokenlake.jobs.ingest..")
        .should()
        .onlyDependOnClassesThat(not(resideInAPackage(PRICING)))
        .check(CLASSES);
  }

  @Test
  void timesAreOfJavaTime() {
    noClasses()
        .should()
        .dependOnClassesThat(
            type(Date.class)
                .or(type(java.util.Calendar.class))
                .or(type(java.text.SimpleDateFormat.class)))
        .check(CLASSES);
  }

  @Test
  void moneyIsNeverAFloatingPointNumber() {
    noFields()
        .that()
        .areDeclaredInClassesThat()
        .resideInAPackage(PRICING)
        .should()
        .haveRawType(double.class)
        .orShould()
        .haveRawType(float.class)
        .orShould()
        .haveRawType(Double.class)
        .orShould()
        .haveRawType(Float.class)
        .check(CLASSES);
  }

  @Test
  void noClassIsABagOfUtilities() {
    noClasses()
        .should()
        .haveSimpleNameEndingWith("Util")
        .orShould()
        .haveSimpleNameEndingWith("Utils")
        .orShould()
        .haveSimpleNameEndingWith("Helper")
        .check(CLASSES);
  }

  @Test
  void nothingStaticChanges() {
    fields().that().areStatic().should().haveModifier(JavaModifier.FINAL).check(CLASSES);
  }
}
