namespace SpineInference.ModelCompiler;

/// <summary>Findings that differ in one word of a vocabulary, and for which the class <c>Findings</c> has a method.</summary>
/// <param name="Method">The method that the build writes; a public one by hand calls it.</param>
/// <param name="Pattern">The ids; <c>*</c> stands for the id of the word, in lower case and without a slash.</param>
/// <param name="Enum">The vocabulary of the word.</param>
/// <param name="Grades">The vocabulary of the states; <see langword="null"/> where the findings are simply there or not.</param>
internal sealed record FindingFamily(string Method, string Pattern, string Enum, string? Grades = null)
{
    /// <summary>Every family.</summary>
    public static readonly FindingFamily[] All =
    [
        new("PainOf", "pain.*", "Region"),
        new("SensationOf", "sensation.*", "Region"),
        new("SensoryLossOf", "sensory-loss.*", "Region"),
        new("StrengthOf", "*-strength", "Muscle", "StrengthGrade"),
        new("ReflexOf", "*", "Reflex", "ReflexGrade"),
        new("EffectOfActivity", "effect-of-*", "PatientActivity", "Effect"),
        new("EmgOf", "emg.*", "NerveRoot"),
        new("MuscleEmgOf", "emg-muscle.*", "Muscle"),
        new("RootSeenOf", "root-seen.*", "NerveRoot"),
        new("StenosisGradeAt", "stenosis-grade.*", "DiscLevel", "NarrowingGrade"),
        new("ProlapseAt", "mri-prolapse.*", "DiscLevel"),
        new("StenosisAt", "mri-stenosis.*", "DiscLevel"),
        new("SlipAt", "slip-seen.*", "DiscLevel"),
    ];

    /// <summary>The id of the finding of a word.</summary>
    public string IdOf(Word word) => Pattern.Replace("*", word.Id.ToLowerInvariant().Replace('/', '-'), StringComparison.Ordinal);
}
