using System.Collections.Frozen;
using System.Text;
using SpineInference.Anatomy;

namespace SpineInference.Tool.Maps;

/// <summary>What a header is about: its words in English, without those that name a leg.</summary>
/// <param name="Text">The words.</param>
/// <param name="Leg">The leg they name, or <see langword="null"/>.</param>
internal sealed record HeaderWords(string Text, Leg? Leg)
{
    private static readonly FrozenDictionary<string, Leg> LegWords = new Dictionary<string, Leg>(StringComparer.Ordinal)
    {
        ["left"] = Anatomy.Leg.Left,
        ["l"] = Anatomy.Leg.Left,
        ["li"] = Anatomy.Leg.Left,
        ["links"] = Anatomy.Leg.Left,
        ["linkes"] = Anatomy.Leg.Left,
        ["lt"] = Anatomy.Leg.Left,
        ["gauche"] = Anatomy.Leg.Left,
        ["right"] = Anatomy.Leg.Right,
        ["r"] = Anatomy.Leg.Right,
        ["re"] = Anatomy.Leg.Right,
        ["rechts"] = Anatomy.Leg.Right,
        ["rechtes"] = Anatomy.Leg.Right,
        ["rt"] = Anatomy.Leg.Right,
        ["droite"] = Anatomy.Leg.Right,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    // What hospitals of the German language write at the head of a column. Walking on heels or toes has no "impaired" here: ja may mean that it is
    // possible, so the guess is never sure.
    private static readonly FrozenDictionary<string, string> English = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["alter"] = "age",
        ["age"] = "age",
        ["age band"] = "age",
        ["age group"] = "age",
        ["altersgruppe"] = "age",
        ["geschlecht"] = "sex",
        ["gender"] = "sex",
        ["sex"] = "sex",
        ["abi"] = "ankle brachial index",
        ["knoechel arm index"] = "ankle brachial index",
        ["fussheber"] = "dorsiflexion",
        ["fussheberkraft"] = "dorsiflexion",
        ["fussheberparese"] = "foot drop",
        ["fussheberschwaeche"] = "foot drop",
        ["grosszehenheber"] = "hallux extension",
        ["asr"] = "achilles reflex",
        ["achillessehnenreflex"] = "achilles reflex",
        ["psr"] = "patellar reflex",
        ["patellarsehnenreflex"] = "patellar reflex",
        ["lasegue"] = "Lasègue",
        ["slr"] = "SLR",
        ["gekreuzter lasegue"] = "crossed SLR",
        ["umgekehrter lasegue"] = "reverse Lasègue",
        ["fersengang"] = "heel walk",
        ["zehengang"] = "tiptoe walk",
        ["zehenstand"] = "tiptoe walk",
        ["hackengang"] = "heel walk",
        ["beinschmerz"] = "leg pain",
        ["rueckenschmerz"] = "low back pain",
        ["kreuzschmerz"] = "low back pain",
        ["diabetes"] = "diabetes",
        ["raucher"] = "smoking",
        ["nikotin"] = "smoking",
        ["adipositas"] = "obesity",
        ["fieber"] = "fever",
        ["harnverhalt"] = "urinary retention",
        ["inkontinenz"] = "incontinence",
        ["reithosenanaesthesie"] = "saddle",
        ["gewichtsverlust"] = "weight loss",
        ["tumoranamnese"] = "cancer history",
        ["diagnose"] = "cause",
        ["diagnosis"] = "cause",
        ["final diagnosis"] = "cause",
        ["hauptdiagnose"] = "cause",
        ["taubheit fussruecken"] = "numbness top of foot",
        ["gehstrecke"] = "walking distance",
        ["sturz"] = "significant trauma",
        ["trauma"] = "significant trauma",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Reads a header; units in brackets do not count.</summary>
    public static HeaderWords Of(string header)
    {
        string bare = header.Split('(', '[')[0];
        List<string> words = [.. Plain(bare).Split(' ', StringSplitOptions.RemoveEmptyEntries)];
        Leg? leg = null;
        foreach (string word in words)
        {
            if (LegWords.TryGetValue(word, out Leg named))
            {
                leg = named;
            }
        }

        words.RemoveAll(LegWords.ContainsKey);
        string text = string.Join(' ', words);
        return new HeaderWords(English.GetValueOrDefault(text) ?? string.Join(' ', words.Select(static w => English.GetValueOrDefault(w) ?? w)), leg);
    }

    // Letters with marks as hospitals write them without.
    private static string Plain(string text)
    {
        var plain = new StringBuilder();
        foreach (char letter in text.ToLowerInvariant())
        {
            plain.Append(letter switch
            {
                'ä' => "ae",
                'ö' => "oe",
                'ü' => "ue",
                'ß' => "ss",
                'è' or 'é' or 'ê' => "e",
                _ => char.IsLetterOrDigit(letter) ? letter.ToString() : " ",
            });
        }

        return plain.ToString();
    }
}
