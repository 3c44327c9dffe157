/* The compiled catalogue as read-only bytes. */
        .section .rodata
        .global cityhall_es_mo
        .global cityhall_es_mo_end
cityhall_es_mo:
        .incbin "es.mo"
cityhall_es_mo_end:
        .section .note.GNU-stack,"",%progbits
