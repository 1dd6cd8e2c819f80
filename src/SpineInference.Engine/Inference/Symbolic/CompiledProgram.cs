using SpineInference.Engine.Inference.Execution;
using SpineInference.Engine.Inference.Tables;

namespace SpineInference.Engine.Inference.Symbolic;

/// <summary>What compiling gives: a program of numbers or one of tables.</summary>
/// <param name="Order">The elimination order.</param>
/// <param name="Tape">The program of numbers, or null.</param>
/// <param name="Tables">The program of tables, or null.</param>
internal sealed record CompiledProgram(int[] Order, Tape? Tape, TableProgram? Tables);
