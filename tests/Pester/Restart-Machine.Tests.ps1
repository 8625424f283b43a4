BeforeAll { . $PSScriptRoot/Setup.ps1; . $PSScriptRoot/Machine.ps1 }

Describe 'Restart-Machine' {
    BeforeEach { $emulator = Connect-FreshEmulator }
    AfterEach { Disconnect-Cudos; Get-VmEmulator | Stop-VmEmulator }

    It 'asks a running machine to restart' {
        (Restart-Machine web-1 -PassThru).State | Should -Be 'RestartRequested'
        Step-VmEmulator 10s
        (Get-Machine web-1).State | Should -Be 'Running'
    }

    It 'is an error for a machine that does not run, before a message is sent' {
        { Restart-Machine build-cache } | Should -Throw -ErrorId 'NotAllowed,*'
        { Restart-Machine train-1 } | Should -Throw -ErrorId 'NotAllowed,*' -ExpectedMessage '*order another one*'
        Get-ExecuteCount | Should -Be 0
    }

    It 'changes nothing under -WhatIf' {
        Get-WhatIfText 'Restart-Machine web-1 -WhatIf; (Get-Machine web-1).State' |
            Should -BeLike '*What if: Restart machine web-1:*Running*'
    }
}
