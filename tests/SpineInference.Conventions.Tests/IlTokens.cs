using System.Buffers.Binary;
using System.Reflection;
using System.Reflection.Emit;

namespace SpineInference.Conventions.Tests;

/// <summary>Reads the metadata tokens out of a method's code.</summary>
internal static class IlTokens
{
    private static readonly Dictionary<int, OperandType> OperandOf = typeof(OpCodes)
        .GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(static field => (OpCode)field.GetValue(null)!)
        .ToDictionary(static code => code.Value & 0xFFFF, static code => code.OperandType);

    /// <summary>The tokens, in the order of the code: methods, fields, types, signatures and string literals.</summary>
    public static List<int> In(ReadOnlySpan<byte> code)
    {
        var tokens = new List<int>();
        int at = 0;
        while (at < code.Length)
        {
            int opcode = code[at++];
            if (opcode == 0xFE)
            {
                opcode = 0xFE00 | code[at++];
            }

            switch (OperandOf[opcode])
            {
                case OperandType.InlineNone:
                    break;
                case OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar:
                    at += 1;
                    break;
                case OperandType.InlineVar:
                    at += 2;
                    break;
                case OperandType.InlineI8 or OperandType.InlineR:
                    at += 8;
                    break;
                case OperandType.InlineSwitch:
                    at += 4 + (4 * BinaryPrimitives.ReadInt32LittleEndian(code[at..]));
                    break;
                case OperandType.InlineField or OperandType.InlineMethod or OperandType.InlineTok or OperandType.InlineType
                    or OperandType.InlineString:
                    tokens.Add(BinaryPrimitives.ReadInt32LittleEndian(code[at..]));
                    at += 4;
                    break;
                default:
                    at += 4;
                    break;
            }
        }

        return tokens;
    }
}
