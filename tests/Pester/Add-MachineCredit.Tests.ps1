BeforeAll { . $PSScriptRoot/Setup.ps1; . $PSScriptRoot/Machine.ps1 }

Describe 'Add-MachineCredit' {
    BeforeEach { $emulator = Connect-FreshEmulator }
    AfterEach { Disconnect-Cudos; Get-VmEmulator | Stop-VmEmulator }

    It 'adds an amount' {
        $before = Get-Machine web-1
        $after = Add-MachineCredit web-1 12.5 -PassThru
        $after.Credit - $before.Credit | Should -Be 12.5
        $after.EstimatedEnd | Should -BeGreaterThan $before.EstimatedEnd
    }

    It 'adds the run time that is asked for' {
        $before = Get-Machine build-cache
        $after = Get-Machine build-cache | Add-MachineCredit -Duration 2d -PassThru
        ($after.EstimatedEnd - $before.EstimatedEnd).TotalDays | Should -Be 2
        $after.Credit - $before.Credit | Should -Be 180
    }

    It 'may be for another account''s machine' {
        $before = (Get-Machine db-1).Credit
        (Add-MachineCredit db-1 1 -PassThru).Credit - $before | Should -Be 1
    }

    It 'is an error for a machine that nobody owns' {
        Remove-Machine web-1 -Confirm:$false
        { Add-MachineCredit web-1 1 } | Should -Throw -ErrorId 'NotAllowed,*' -ExpectedMessage '*disowned*'
    }

    It 'is an error for nothing' { { Add-MachineCredit web-1 0 } | Should -Throw -ErrorId 'CreditNotPositive,*' -ExpectedMessage '*above zero*' }

    It 'says under -WhatIf what it buys' {
        Get-WhatIfText 'Add-MachineCredit build-cache 7.5 -WhatIf' |
            Should -BeLike '*What if: Add 7.5 CUDOS to machine build-cache: at 3.75 CUDOS an hour that buys 2 h 0 min more, beside the * CUDOS that it has.*'
    }
}
