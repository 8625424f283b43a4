BeforeDiscovery {
    $root = Convert-Path (Join-Path $PSScriptRoot '../..')
    # Every folder and file that has scripts, and every page.
    $scripts = @('build.ps1', 'build', 'samples', 'bench', 'out/FluenceVm', 'tests/Pester/run.ps1') | ForEach-Object { @{ What = $_ } }
    $pages = Get-ChildItem $root -Recurse -Filter *.md |
        Where-Object { $_.FullName -notmatch '[\\/](bin|obj|out|node_modules)[\\/]' } |
        ForEach-Object {
        $blocks = [regex]::Matches([IO.File]::ReadAllText($_.FullName), '(?ms)^```(?:powershell|pwsh)\r?\n(.*?)^```')
        if ($blocks.Count) {
            @{ What = $_.FullName.Substring($root.Length + 1).Replace('\', '/'); Blocks = $blocks.ForEach({ $_.Groups[1].Value }) }
        }
    }
}

Describe 'PSScriptAnalyzer' {
    BeforeAll {
        $root = Convert-Path (Join-Path $PSScriptRoot '../..')
        # What is written here runs on Windows PowerShell too.
        $settings = @{ Rules = @{ PSUseCompatibleSyntax = @{ Enable = $true; TargetVersions = @('5.1') } } }
        $installed = Get-Module -ListAvailable PSScriptAnalyzer
        function Skip-WithoutAnalyzer {
            if (-not $installed) {
                Set-ItResult -Skipped -Because 'PSScriptAnalyzer, which only the PowerShell Gallery has, is not installed'
            }
        }
        function Get-Finding($Records) {
            foreach ($record in $Records) { "$($record.ScriptName):$($record.Line) $($record.RuleName) $($record.Message)" }
        }
    }

    It 'finds nothing in <What>' -ForEach $scripts {
        Skip-WithoutAnalyzer
        Get-Finding (Invoke-ScriptAnalyzer -Path (Join-Path $root $What) -Recurse -Settings $settings) | Should -BeNullOrEmpty
    }

    It 'finds nothing in the examples of <What>' -ForEach $pages {
        Skip-WithoutAnalyzer
        # An example leaves its results in variables for the reader, the emulator's key is not a secret, and the positions are
        # the cmdlets' own; whether the analyser minds them depends on the module being installed.
        $excluded = 'PSAvoidUsingPositionalParameters', 'PSUseDeclaredVarsMoreThanAssignments',
            'PSAvoidUsingConvertToSecureStringWithPlainText'
        foreach ($block in $Blocks) { Get-Finding (Invoke-ScriptAnalyzer -ScriptDefinition $block -Settings ($settings +
            @{ ExcludeRules = $excluded })) | Should -BeNullOrEmpty -Because $block }
    }

    It 'finds nothing in the tests' {
        Skip-WithoutAnalyzer
        # Pester's blocks hand their variables to each other, a test server's script takes what it may not need, helpers of a
        # test ask nobody, a script block that takes parameters needs no $using:, the keys are visibly fake, and a stand-in of a
        # Windows command takes what that takes. Where the module is installed, the analyser knows its cmdlets, but neither that
        # their positions are meant nor that a pipeline binds what is mandatory.
        $excluded = 'PSAvoidUsingPositionalParameters',
            'PSUseCmdletCorrectly',
            'PSUseDeclaredVarsMoreThanAssignments',
            'PSReviewUnusedParameter',
            'PSUseShouldProcessForStateChangingFunctions',
            'PSUseUsingScopeModifierInNewRunspaces',
            'PSAvoidUsingConvertToSecureStringWithPlainText',
            'PSAvoidUsingPlainTextForPassword',
            'PSAvoidUsingUsernameAndPasswordParams'
        Get-Finding (Invoke-ScriptAnalyzer -Path $PSScriptRoot -Recurse -Settings ($settings + @{ ExcludeRules = $excluded })) |
            Should -BeNullOrEmpty
    }
}
