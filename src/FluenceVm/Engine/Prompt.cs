using FluenceVm.Model;

namespace FluenceVm.Engine;

/// <summary>What a user is asked before a change.</summary>
/// <param name="Caption">The title of the question.</param>
/// <param name="Question">The question, with what it costs.</param>
/// <param name="Description">What <c>-WhatIf</c> says and <c>-Verbose</c> reports.</param>
internal sealed record Prompt(string Caption, string Question, string Description)
{
    /// <summary>A prompt of the module's messages.</summary>
    /// <param name="caption">The name of the caption's message.</param>
    /// <param name="question">The name of the question's message.</param>
    /// <param name="description">The name of the description's message.</param>
    /// <param name="values">What the question and the description name.</param>
    public static Prompt Of(string caption, string question, string description, params object?[] values) =>
        new(Text.Of(caption), Text.Of(question, values), Text.Of(description, values));
}
