using System.Globalization;
using System.Text.RegularExpressions;

namespace SpineInference.Docs.Tests;

/// <summary>Studies that judge the model and must teach it nothing.</summary>
/// <remarks>Kept: the examination for impingement and its bias (Suri 2011, 2010), chronic radiculopathy (Iversen 2013), levels (Hancock 2011), history and
/// examination (Vroomen), and more; outside validations of the stenosis support tool and of its self-report instrument. Not kept: Suri 2010 on inciting
/// events, the review of 2010 in JAMA, the derivations by Konno 2007, a pooled figure that has a kept study among several.</remarks>
internal static partial class ReservedStudies
{
    // First author, years (none: any), and a word of the citation where the author has others of that year.
    private static readonly (string Author, int[] Years, string? Word)[] ByAuthor =
    [
        ("Suri", [2011], "impingement"), ("Suri", [2010], "bias in the physical examination"), ("Iversen T", [2013], null), ("Hancock", [2011], null),
        ("Vroomen", [], null), ("Coster", [2010], null), ("Capra", [2011], null), ("Ekedahl", [2018], null), ("Bertilson", [2010], null),
        ("Murphy DR", [2009], null), ("Albert", [2019], null), ("Smart", [2010, 2011, 2012], null), ("Hashimoto", [2024], null),
        ("Rainville", [2013], null), ("Cook", [2011], null), ("Genevay", [2017, 2018], null), ("de Schepper", [2013], null),
        ("Hartvigsen L", [2015, 2017], null), ("Yap", [2016], null), ("Konno", [2009, 2010, 2011, 2012, 2013], null),
    ];

    private static readonly string[] ByDoi = ["10.1186/1471-2474-14-206", "10.1186/1471-2474-11-275", "10.1097/BRS.0b013e31828935ac"];

    /// <summary>Whether a citation, or its short key, is of a study that is kept.</summary>
    internal static bool Holds(string citation, string? shortKey = null) =>
        ByDoi.Any(doi => citation.Contains(doi, StringComparison.OrdinalIgnoreCase))
        || ByAuthor.Any(s => IsOf(citation, shortKey ?? "", s.Author, s.Years, s.Word))
        || (OutsideValidation().IsMatch(citation) && Year().Matches(citation).Any(static y => int.Parse(y.Value, CultureInfo.InvariantCulture) >= 2008));

    private static bool IsOf(string citation, string shortKey, string author, int[] years, string? word) =>
        (citation.StartsWith(author + (author.Contains(' ', StringComparison.Ordinal) ? "" : " "), StringComparison.OrdinalIgnoreCase)
            || shortKey.StartsWith(author.Split(' ')[0] + " ", StringComparison.OrdinalIgnoreCase))
        && (years.Length == 0 || years.Any(y => (shortKey + citation).Contains(y.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)))
        && (word is null || citation.Contains(word, StringComparison.OrdinalIgnoreCase));

    // The tool and the instrument, whoever validates them.
    [GeneratedRegex("validat.*(support tool|self-report|self-administered)|(support tool|self-report|self-administered).*validat", RegexOptions.IgnoreCase | RegexOptions.Singleline)]
    private static partial Regex OutsideValidation();

    [GeneratedRegex(@"\b(19|20)\d\d\b")]
    private static partial Regex Year();
}
