using SpineInference.Knowledge;

namespace SpineInference;

/// <summary>The legs as the tables know them: a scope of two copies, whose names are the text ids of <see cref="Anatomy.Leg"/>.</summary>
public static class LegScope
{
    /// <summary>The name of the scope in the tables.</summary>
    public const string Name = "leg";

    extension(DescribedFinding finding)
    {
        /// <summary>Whether it is made in a leg, and has a side.</summary>
        public bool IsOfLeg => finding.Scope.Name == Name;
    }
}
