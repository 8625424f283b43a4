Describe 'PSScriptAnalyzer' {
    It 'finds nothing in <_>' -ForEach 'build.ps1', 'build', 'samples', 'bench', 'out/FluenceVm', 'tests/Pester/run.ps1' {
        if (-not (Get-Module -ListAvailable PSScriptAnalyzer)) { Set-ItResult -Skipped -Because 'PSScriptAnalyzer is not installed' }
        $found = Invoke-ScriptAnalyzer -Path (Join-Path $PSScriptRoot "../../$_") -Recurse
        $found | ForEach-Object { "$($_.ScriptName):$($_.Line) $($_.RuleName) $($_.Message)" } | Should -BeNullOrEmpty
    }
}
