using System.Collections.Immutable;
using SpineInference.Knowledge;

namespace SpineInference.Web;

/// <summary>Findings that stand together on the page.</summary>
/// <param name="Id">Text id of the group; also the fragment of its place.</param>
/// <param name="Title">Its heading.</param>
/// <param name="Findings">The findings, in the catalogue's order.</param>
/// <param name="Shown">How many are shown before the reader unfolds the rest.</param>
internal sealed record FindingGroup(string Id, string Title, ImmutableArray<DescribedFinding> Findings, int Shown);
