namespace SpineInference.Fhir.Codes;

/// <summary>Why codes are used as they are, where several share the reason.</summary>
internal static class CodeNotes
{
    public const string Unspecified = "its sibling codes may hold where it does not";
    public const string Elsewhere = "other codes of the classification may hold where it does not";
    public const string OtherTypes = "there are other types";
    public const string OnlyDiabetes = "of it only the diabetes is used";
    public const string NoPlace = "it does not say where: use 'sensation.leg', 'sensation.foot' or a region";
    public const string NoReflex = "it does not say which reflex, nor reduced or brisk";
    public const string Walking = "it does not say that weakness of the foot makes walking impossible, which 'walking-or-driving-impossible' means";
    public const string Emergency = "it is an emergency whatever the model answers: act on it";
}
